import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWeir } from '@weir/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browsing } from './browsing.js';

const FIVE = [
  'Change lead time',
  'Deployment frequency',
  'Change fail rate',
  'Failed deployment recovery',
  'Rework rate',
];
const WIDTHS = [360, 768, 1280, 1920, 2560];

describe('the Overview of the told story', () => {
  let browsing: Browsing;
  let page: Page;
  beforeAll(async () => {
    browsing = await Browsing.open();
    await browsing.tell(Math.floor(Date.now() / 60_000) * 60_000);
    page = await browsing.signIn();
  });
  afterAll(() => browsing.close());

  const figures = (on: Page) => on.getByRole('region', { name: 'Five figures' });

  async function open(on: Page, address: string): Promise<void> {
    await on.goto(new URL(address, browsing.server.url).href);
    await figures(on).waitFor();
    await on.getByText('Where time goes').waitFor();
  }

  it('shows five figures that are known, and where time goes', async () => {
    await open(page, '/');
    for (const name of FIVE) expect(await figures(page).getByText(name, { exact: true }).count(), name).toBe(1);
    expect(await figures(page).getByText('–', { exact: true }).count()).toBe(0);
    for (const stage of ['Coding', 'Pickup', 'Review', 'Merge', 'Deploy']) {
      expect(await page.getByRole('row', { name: new RegExp(`^${stage}`) }).count(), stage).toBe(1);
    }
  });

  it('shows what GraphQL says, and the command line says the same', async () => {
    const asked = page.waitForRequest(
      (request) => request.url().endsWith('/graphql') && (request.postData() ?? '').includes('query Overview'),
    );
    await page.reload();
    const request = await asked;
    const sent = JSON.parse(request.postData() ?? '{}') as { variables: { range: { from: string; to: string } } };
    const told = (await (await request.response())?.json()) as {
      data: { metrics: { overall: { value: number; sampleSize: number } }[] };
    };
    await figures(page).waitFor();
    const [lead, frequency, failing] = told.data.metrics.map(({ overall }) => overall);
    const shown = (await figures(page).innerText()).replaceAll(/\s+/g, ' ');
    expect(shown).toContain(`${lead?.sampleSize} changes`);
    expect(shown).toContain(`${frequency?.sampleSize} releases`);
    expect(shown).toContain(`${((failing?.value ?? 0) * 100).toFixed(1)} %`);
    const { from, to } = sent.variables.range;
    const summary = JSON.parse(await browsing.weir('summary', '--json', '--from', from, '--to', to)) as {
      metrics: Record<string, { value: number; sampleSize: number }>;
    };
    expect(summary.metrics.CHANGE_LEAD_TIME).toMatchObject({ value: lead?.value, sampleSize: lead?.sampleSize });
    expect(summary.metrics.CHANGE_FAIL_RATE).toMatchObject({ value: failing?.value });
  });

  it('keeps the filters in the address, so that somebody else sees the same', async () => {
    await open(page, '/');
    const before = await figures(page).innerText();
    await page.getByRole('button', { name: /^Bots/ }).click();
    await page.getByRole('menuitemradio', { name: 'Shown' }).click();
    await page.waitForFunction(() => location.search.length > 1);
    await expect.poll(() => figures(page).innerText(), { timeout: 15_000 }).not.toBe(before);
    await page.waitForLoadState('networkidle');
    const mine = await figures(page).innerText();
    const colleague = await browsing.signIn();
    await open(colleague, page.url());
    await expect.poll(() => figures(colleague).innerText(), { timeout: 15_000 }).toBe(mine);
    await colleague.context().close();
  });

  it('opens the definition of a figure and closes it again by keyboard alone', async () => {
    await open(page, '/');
    const opener = figures(page)
      .getByRole('button', { name: /Change lead time/ })
      .first();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      if (await opener.evaluate((element) => element === document.activeElement)) break;
    }
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('has no serious accessibility finding in %s at %i px', async (colorScheme, width) => {
    const visitor = await browsing.signIn({ colorScheme, viewport: { width, height: 900 } });
    for (const address of ['/', '/settings/sources']) {
      await visitor.goto(new URL(address, browsing.server.url).href, { waitUntil: 'networkidle' });
      const { violations } = await new AxeBuilder({ page: visitor }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(
        serious.map(({ id, nodes }) => [id, nodes[0]?.html]),
        address,
      ).toEqual([]);
    }
    await visitor.context().close();
  });

  it('fits every width without scrolling sideways', async () => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const address of ['/', '/settings/sources']) {
        await page.goto(new URL(address, browsing.server.url).href, { waitUntil: 'networkidle' });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, `${address} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('draws its own font, and fetches nothing from elsewhere', async () => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await open(page, '/');
    expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"'))).toBe(true);
    expect([...hosts].filter((host) => host !== '')).toEqual([new URL(browsing.server.url).host]);
  });

  it('leaves no complaint on the console', () => {
    expect(browsing.troubles).toEqual([]);
  });

  it('shows live what a sync reads, and how it ended', async () => {
    await page.goto(`${browsing.server.url}/settings/sources`);
    await page.getByRole('button', { name: 'Sync now' }).first().click();
    await page
      .getByText(/Reading|Waiting|Queued|Working out|progress/i)
      .or(page.getByText('Done').first())
      .first()
      .waitFor();
    await page.getByText('Done').nth(3).waitFor();
    const written =
      readFileSync(join(browsing.folder, 'story', 'incidents.csv'), 'utf8')
        .trim()
        .split('\n').length - 1;
    expect(await page.getByText(`Records ${written}`).count()).toBe(1);
  });

  it('says that the server is gone, and shows figures again once it is back', async () => {
    await open(page, '/');
    const bots = page.getByRole('button', { name: /^Bots/ });
    const shown = page.getByRole('menuitemradio', { name: 'Shown' });
    await bots.click();
    await shown.waitFor();
    await browsing.server.stop();
    await shown.click();
    await page.getByRole('alert').first().waitFor();
    const { home, url } = browsing.server;
    const again = await startWeir({ home, port: Number(new URL(url).port) });
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await figures(page).getByText('Change lead time', { exact: true }).waitFor();
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
    await again.stop();
  });
});
