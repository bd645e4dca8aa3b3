import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/sources.module.js';
import { Diagnosis } from './diagnosis.js';
import { DiagnosisOfGitHub } from './diagnosis-of-github.js';
import { DiagnosisResolver } from './diagnosis.resolver.js';
import { WorkspaceResolver } from './workspace.resolver.js';

@Module({
  imports: [SourcesModule],
  providers: [WorkspaceResolver, DiagnosisResolver, Diagnosis, DiagnosisOfGitHub],
})
export class WorkspaceModule {}
