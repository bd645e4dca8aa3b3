import { describeEnum } from '../graphql/describe-enum.js';

export const Role = describeEnum('Role', 'What somebody may do; each may do what those before it may.', {
  VIEWER: 'May read.',
  MEMBER: 'May read and take part.',
  MANAGER: 'May change sources and rules.',
  ADMIN: 'May do everything, tokens and people included.',
});
export type Role = keyof typeof Role;

const RANK: Record<Role, number> = { VIEWER: 0, MEMBER: 1, MANAGER: 2, ADMIN: 3 };

export const mayActAs = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed];

/** The store writes roles small. */
export const toRole = (stored: Lowercase<Role>): Role => stored.toUpperCase() as Role;

export const toStoredRole = (role: Role): Lowercase<Role> => role.toLowerCase() as Lowercase<Role>;
