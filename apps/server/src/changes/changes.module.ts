import { Module } from '@nestjs/common';
import { ChangesResolver } from './changes.resolver.js';

@Module({ providers: [ChangesResolver] })
export class ChangesModule {}
