export type AccountType = 'User' | 'Organization' | 'Bot';

/** A person, an organisation or a bot. */
export interface Account {
  readonly __typename: AccountType;
  readonly nodeId: string;
  readonly databaseId: number;
  /** As REST says it: a bot's ends in `[bot]`. */
  login: string;
  name: string | null;
  email: string | null;
  createdAt: number;
  /** GitHub then says nobody, or `ghost`. */
  isDeleted: boolean;
}

export interface Team {
  readonly __typename: 'Team';
  readonly nodeId: string;
  readonly databaseId: number;
  readonly organisation: Account;
  slug: string;
  name: string;
  members: Account[];
  createdAt: number;
  updatedAt: number;
}

export const standing = (account: Account | null) => (account === null || account.isDeleted ? null : account);
