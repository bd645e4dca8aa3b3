import { mayActAs, type Role } from './role.js';
import { WeirError } from '../errors/weir-error.js';

/** Who asks: a signed-in person, a token, or the command line beside this server. Every reader gets one. */
export interface Viewer {
  name: string;
  role: Role;
  /** Of a token made for one purpose: it may do these and nothing else, whatever its role. Absent = the role decides. */
  scopes?: readonly string[];
}

/** Throws unless the viewer may act as `needed`. */
export function requireRole(viewer: Viewer, needed: Role, action: string): void {
  refuseScoped(viewer);
  if (mayActAs(viewer.role, needed)) return;
  const has = viewer.role.toLowerCase();
  throw new WeirError('FORBIDDEN', `Only a ${needed.toLowerCase()} may ${action}; "${viewer.name}" is a ${has}.`);
}

/** Throws when the viewer is a token made for one purpose: it may not read either. */
export function refuseScoped({ name, scopes }: Viewer): void {
  if (scopes === undefined) return;
  const message = `"${name}" is for ${scopes.join(', ')} only. Make a token with a role: \`weir token create --role viewer\`.`;
  throw new WeirError('FORBIDDEN', message);
}
