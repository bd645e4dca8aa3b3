import { Module } from '@nestjs/common';
import { IncidentsResolver } from './incidents.resolver.js';

@Module({ providers: [IncidentsResolver] })
export class IncidentsModule {}
