import { Module } from '@nestjs/common';
import { DeploymentsResolver } from './deployments.resolver.js';

@Module({ providers: [DeploymentsResolver] })
export class DeploymentsModule {}
