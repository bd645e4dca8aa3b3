import { Module } from '@nestjs/common';
import { Diagnosis } from './diagnosis.js';
import { DiagnosisResolver } from './diagnosis.resolver.js';
import { WorkspaceResolver } from './workspace.resolver.js';

@Module({ providers: [WorkspaceResolver, DiagnosisResolver, Diagnosis] })
export class WorkspaceModule {}
