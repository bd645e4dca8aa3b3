import { Module } from '@nestjs/common';
import { AccessService } from './access.service.js';
import { SignInController } from './sign-in.controller.js';
import { TokenResolver } from './token.resolver.js';

@Module({ controllers: [SignInController], providers: [AccessService, TokenResolver], exports: [AccessService] })
export class AccessModule {}
