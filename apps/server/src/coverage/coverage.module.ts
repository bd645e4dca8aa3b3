import { Module } from '@nestjs/common';
import { CoverageResolver } from './coverage.resolver.js';

@Module({ providers: [CoverageResolver] })
export class CoverageModule {}
