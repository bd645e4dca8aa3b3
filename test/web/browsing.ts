import { join } from 'node:path';
import { launchChromium, makeFolder, removeFolder, runWeir, startWeir, type WeirServer } from '@weir/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { tellStory } from '../story/story.js';
import { writeStory, type WrittenStory } from '../story/write-story.js';

/** A server and a browser of a test file's own. */
export class Browsing {
  readonly troubles: string[] = [];

  private constructor(
    readonly folder: string,
    readonly server: WeirServer,
    readonly browser: Browser,
  ) {}

  /** `args` are those of `start`: what to read from the beginning. */
  static async open(env: Record<string, string> = {}, args: string[] = []): Promise<Browsing> {
    const folder = await makeFolder();
    const server = await startWeir({ home: join(folder, 'home'), env, args });
    return new Browsing(folder, server, await launchChromium());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await removeFolder(this.folder);
  }

  /** A page of somebody who has just signed in with a link of their own, in a browser that knows nothing yet. */
  async signIn(options: BrowserContextOptions = {}): Promise<Page> {
    const { stdout } = await runWeir(['sign-in'], { home: this.server.home });
    const page = await this.visit(options);
    await page.goto(stdout.trim());
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return page;
  }

  /** A page of a stranger. What it reports on its console, or throws, is kept in `troubles`. */
  async visit(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.troubles.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.troubles.push(message.text());
    });
    return page;
  }

  /** The told story, up to `endAt`, read by the server from its clone and its files. */
  async tell(endAt: number): Promise<WrittenStory> {
    const written = await writeStory(tellStory(endAt), join(this.folder, 'story'));
    await this.weir('sync', '--git', written.clone, '--wait');
    await this.weir('import', written.pullRequests, '--kind', 'pull-requests', '--wait');
    await this.weir('import', written.deployments, '--kind', 'deployments', '--wait');
    await this.weir('import', written.incidents, '--kind', 'incidents', '--wait');
    return written;
  }

  async weir(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runWeir(args, { home: this.server.home });
    if (code !== 0) throw new Error(`weir ${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}
