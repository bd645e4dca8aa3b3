export type Role = 'viewer' | 'member' | 'manager' | 'admin';

const ROLES: readonly string[] = ['viewer', 'member', 'manager', 'admin'] satisfies Role[];

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && ROLES.includes(value);
}

/** What a row of the database says, checked: a CHECK constraint allows nothing else. */
export function toRole(value: string): Role {
  if (isRole(value)) return value;
  throw new Error(`"${value}" is no role.`);
}
