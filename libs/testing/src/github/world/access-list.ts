import { generateKeyPairSync } from 'node:crypto';
import type { World } from './world.js';

/** The parts of a repository or organisation that a fine-grained token or an App may be given to read. */
export type Permission =
  'metadata' | 'contents' | 'pull_requests' | 'issues' | 'deployments' | 'environments' | 'actions' | 'members';

const PERMISSIONS: readonly Permission[] = [
  'metadata',
  'contents',
  'pull_requests',
  'issues',
  'deployments',
  'environments',
  'actions',
  'members',
];

export interface Token {
  readonly value: string;
  readonly kind: 'CLASSIC' | 'FINE_GRAINED' | 'INSTALLATION';
  /** Whose it is: a user, or the App's bot. */
  readonly login: string;
  /** Only of classic tokens; GitHub answers them in `x-oauth-scopes`. */
  readonly scopes: readonly string[];
  readonly permissions: readonly Permission[];
  /** `owner` or `owner/name`; absent: whatever its person may see. */
  readonly reaches: readonly string[] | null;
  /** Organisations that demand single sign-on and did not get it for this token. */
  readonly withoutSingleSignOn: readonly string[];
  readonly expiresAt: number | null;
  isRevoked: boolean;
}

export type TokenOptions = Partial<Omit<Token, 'value'>>;

export interface App {
  readonly id: number;
  readonly nodeId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: string;
  /** PEM, PKCS #8: what checks the App's signature. */
  readonly publicKey: string;
  readonly permissions: readonly Permission[];
  readonly events: readonly string[];
  /** Where its webhooks go, and where GitHub sends the browser once it is installed. */
  readonly webhookUrl: string | null;
  readonly setupUrl: string | null;
}

/** What GitHub makes an App of, as far as the stand-in reads it. */
export interface AppManifest {
  name?: string;
  owner?: string;
  default_events?: readonly string[];
  default_permissions?: Readonly<Record<string, string>>;
  setup_url?: string;
  hook_attributes?: { url: string };
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  /** The organisation or user it is installed for. */
  readonly owner: string;
  /** Names of repositories; null: all of the owner's. */
  repositories: readonly string[] | null;
  isSuspended: boolean;
}

/** An App that a manifest asks for, until its code is exchanged. */
export interface Conversion {
  readonly code: string;
  readonly app: App;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly clientSecret: string;
}

/** Who may ask the world for what. */
export class AccessList {
  readonly tokens = new Map<string, Token>();
  readonly apps = new Map<number, App>();
  readonly installations: Installation[] = [];
  readonly conversions = new Map<string, Conversion>();

  constructor(private readonly world: World) {}

  /** A token GitHub knows; without options a classic one that may read everything. */
  token(value: string, options: TokenOptions = {}): Token {
    const kind = options.kind ?? 'CLASSIC';
    const token: Token = {
      value,
      kind,
      login: options.login ?? 'octocat',
      scopes: options.scopes ?? (kind === 'CLASSIC' ? ['repo', 'read:org'] : []),
      permissions: options.permissions ?? PERMISSIONS,
      reaches: options.reaches ?? null,
      withoutSingleSignOn: options.withoutSingleSignOn ?? [],
      expiresAt: options.expiresAt ?? null,
      isRevoked: options.isRevoked ?? false,
    };
    this.world.account(token.login);
    this.tokens.set(value, token);
    return token;
  }

  /** A fine-grained token that lacks some permissions. */
  tokenWithout(value: string, ...lacking: Permission[]): Token {
    return this.token(value, {
      kind: 'FINE_GRAINED',
      permissions: PERMISSIONS.filter((each) => !lacking.includes(each)),
    });
  }

  revoke(value: string): void {
    const token = this.tokens.get(value);
    if (token) token.isRevoked = true;
  }

  app(options: Pick<App, 'publicKey'> & Partial<Omit<App, 'nodeId'>>): App {
    const { databaseId, nodeId } = this.world.identity('A');
    const usual = { id: databaseId, slug: 'weir', name: 'Weir', owner: 'acme', permissions: PERMISSIONS, events: [] };
    const app: App = { ...usual, webhookUrl: null, setupUrl: null, ...options, nodeId };
    this.apps.set(app.id, app);
    return app;
  }

  /** An App with a key of its own, PKCS #1 as GitHub hands them out. */
  createApp(options: Partial<Omit<App, 'nodeId' | 'publicKey'>> = {}): { app: App; privateKey: string } {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    return { app: this.app({ ...options, publicKey }), privateKey };
  }

  /** What GitHub does when somebody confirms a manifest: an App, and a code that is exchanged for its secrets once. */
  offer(manifest: AppManifest): Conversion {
    const { name = 'Weir', owner = 'acme', default_events: events = [], default_permissions: asked } = manifest;
    const permissions = asked ? PERMISSIONS.filter((each) => each in asked) : PERMISSIONS;
    const addresses = { webhookUrl: manifest.hook_attributes?.url ?? null, setupUrl: manifest.setup_url ?? null };
    const slug = name.toLowerCase().replaceAll(/\W+/g, '-');
    const { app, privateKey } = this.createApp({ name, slug, owner, events, permissions, ...addresses });
    const secrets = { webhookSecret: `webhook-secret-${app.id}`, clientSecret: `client-secret-${app.id}` };
    const conversion: Conversion = { code: `code-${app.id}`, app, privateKey, ...secrets };
    this.conversions.set(conversion.code, conversion);
    return conversion;
  }

  install(app: App, owner: string, repositories: readonly string[] | null = null): Installation {
    const { databaseId } = this.world.identity('AI');
    const installation: Installation = { id: databaseId, app, owner, repositories, isSuspended: false };
    this.installations.push(installation);
    return installation;
  }
}
