import { Module } from '@nestjs/common';
import { AccessService } from './access.service.js';
import { LiveConnections } from './live-connections.js';
import { SignInController } from './sign-in.controller.js';
import { TokenResolver } from './token.resolver.js';

@Module({
  controllers: [SignInController],
  providers: [AccessService, LiveConnections, TokenResolver],
  exports: [AccessService, LiveConnections],
})
export class AccessModule {}
