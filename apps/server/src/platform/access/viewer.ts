import { mayActAs, type Role } from './role.js';
import { WeirError } from '../errors/weir-error.js';

/** Who asks: a signed-in person, a token, or the command line beside this server. Every reader gets one. */
export interface Viewer {
  name: string;
  role: Role;
}

/** Throws unless the viewer may act as `needed`. */
export function requireRole(viewer: Viewer, needed: Role, action: string): void {
  if (mayActAs(viewer.role, needed)) return;
  const has = viewer.role.toLowerCase();
  throw new WeirError('FORBIDDEN', `Only a ${needed.toLowerCase()} may ${action}; "${viewer.name}" is a ${has}.`);
}
