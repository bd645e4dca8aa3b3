import { Faults } from './http/faults.js';
import { RateLimits } from './http/rate-limits.js';
import { RequestLog } from './http/request-log.js';
import { deliver } from './webhooks/deliver.js';
import { Payloads } from './webhooks/payloads.js';
import { World } from './world/world.js';

/** GitHub as tests need it: over HTTP, from a world that a test makes and changes. */
export interface StandInGitHub {
  /** The root: REST as api.github.com has it, `/graphql`, and under `/api` what Enterprise Server has. */
  url: string;
  /** For `GITHUB_API_URL`, as api.github.com. */
  apiUrl: string;
  /** For `GITHUB_API_URL`, as Enterprise Server. */
  enterpriseApiUrl: string;
  world: World;
  faults: Faults;
  limits: RateLimits;
  requests: RequestLog;
  /** What GitHub would send with its webhooks, of the world as it is. */
  payloads: Payloads;
  /** Sends a webhook, signed as GitHub signs. */
  deliver: typeof deliver;
  /** Where the stand-in broke GitHub's own description or lacks something; `stop` throws when there is any. */
  mistakes: string[];
  stop(): Promise<void>;
}

export async function startGitHub(world = new World()): Promise<StandInGitHub> {
  // Loaded when it is used: most tests that use this library need no GitHub.
  const [{ Desk }, { listen }] = await Promise.all([import('./http/desk.js'), import('./http/listen.js')]);
  const desk = new Desk(world, new Faults(), new RateLimits(world), new RequestLog());
  const { url, close } = await listen(desk);
  const stop = async () => {
    await close();
    if (desk.mistakes.length > 0) throw new Error(desk.mistakes.join('\n'));
  };
  const { faults, limits, requests, mistakes } = desk;
  const payloads = new Payloads(world, (path) => `${url}${path}`);
  const at = { url, apiUrl: url, enterpriseApiUrl: `${url}/api/v3` };
  return { ...at, world, faults, limits, requests, payloads, deliver, mistakes, stop };
}
