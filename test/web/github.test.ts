import { AxeBuilder } from '@axe-core/playwright';
import { startGitHub, type StandInGitHub } from '@weir/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorld, mergeChange, TOKEN } from '../api/github-world.js';
import { Browsing } from './browsing.js';

const HOUR = 3_600_000;
const CHANGES = 12;

describe('GitHub, in the browser', () => {
  let github: StandInGitHub;
  let browsing: Browsing;
  let page: Page;
  beforeAll(async () => {
    github = await startGitHub(makeWorld({ repositories: ['shop', 'search', 'attic'], changes: CHANGES }));
    browsing = await Browsing.open({ GITHUB_API_URL: github.apiUrl, WEIR_SYNC_MINUTES: '0' });
    page = await browsing.signIn();
  });
  afterAll(async () => {
    await browsing.close();
    await github.stop();
  });

  const figures = () => page.getByRole('region', { name: 'Five figures' });

  it('says why an owner cannot be read, and lets one try again', async () => {
    await page.getByRole('button', { name: /^GitHub/ }).click();
    await page.getByLabel('Organisation, person or repository').fill('nobody-here');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'nobody-here' }).waitFor();
  });

  it('says that a token is refused, without repeating it', async () => {
    await page.getByLabel('Organisation, person or repository').fill('acme');
    await page.getByLabel(/^Token/).fill('ghp_revokedLongAgo000000');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    const words = await page.getByRole('main').innerText();
    expect(words).toMatch(/refuses the token .* revoked or has expired/);
    expect(words).not.toContain('ghp_revokedLongAgo000000');
  });

  it('shows what can be read, and takes the repositories one picks', async () => {
    await page.getByLabel(/^Token/).fill(TOKEN);
    await page.keyboard.press('Enter');
    await page.getByText(/Read with the token of ana/).waitFor();
    await page.getByLabel(/^Only some/).check();
    await page.getByLabel('Search repositories').fill('s');
    await page.getByRole('checkbox', { name: /^shop/ }).check();
    await page.getByRole('checkbox', { name: /^search/ }).check();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await page.getByRole('button', { name: 'Add and read it' }).click();
  });

  it('ends at the figures of just those', async () => {
    await figures().waitFor();
    // Of each: the first comes with the first deployment, of which nobody knows what it brought; the last two wait for the next.
    await expect.poll(() => figures().innerText(), { timeout: 20_000 }).toContain(`${2 * (CHANGES - 3)} changes`);
    expect(github.requests.count({ repository: 'acme/attic' })).toBe(0);
  });

  it('follows a webhook without being touched', async () => {
    await page.goto(`${browsing.server.url}/settings/webhooks`);
    const panel = page.getByRole('region', { name: 'GitHub', exact: true });
    await panel.getByRole('button', { name: 'Make a secret' }).click();
    await panel.getByText('Copy it now').waitFor();
    const secret = await panel.locator('code').nth(1).innerText();
    await page.goto(browsing.server.url);
    await figures().waitFor();
    const before = await figures().innerText();
    const shop = github.world.repository('acme/shop');
    mergeChange(github.world, 'shop', Date.now() - 6 * HOUR);
    const deployment = shop.deployments.at(-1);
    if (deployment === undefined) throw new Error('Nothing was deployed.');
    const told = await github.deliver(
      `${browsing.server.url}/webhooks/github`,
      secret,
      'deployment',
      github.payloads.deployment(deployment),
    );
    expect(told.status).toBe(202);
    await expect.poll(() => figures().innerText(), { timeout: 10_000 }).not.toBe(before);
  });

  it('tells in Settings what was read, how much was asked and what came', async () => {
    await page.goto(`${browsing.server.url}/settings/sources`);
    await page.getByText('acme/search and 1 more').waitFor();
    await page.getByRole('button', { name: 'Repositories' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Read with the token of ana/)
      .waitFor();
    await page
      .getByRole('dialog')
      .getByLabel(/^All 3/)
      .check();
    await page.getByRole('button', { name: 'Save and sync' }).click();
    await page.getByText('acme/attic and 2 more').waitFor();
    expect(await page.content()).not.toContain(TOKEN);
    await page.goto(`${browsing.server.url}/settings/webhooks`);
    await page.getByText(/Last came deployment/).waitFor();
  });

  it('makes a GitHub App of the workspace, installs it, and reads where it is installed', async () => {
    await page.goto(`${browsing.server.url}/settings/webhooks`);
    await page.getByLabel('Organisation that will own the App').fill('acme');
    await page.getByRole('button', { name: 'Make a GitHub App' }).click();
    await page.getByText(/made without webhooks/).waitFor();
    await page.getByRole('button', { name: 'Go on to GitHub' }).click();
    await page.getByLabel('GitHub App name').fill('Weir of acme');
    await page.getByRole('button', { name: 'Create GitHub App' }).click();
    await page.getByText('It is installed nowhere yet').waitFor();
    const installUrl = await page.getByRole('link', { name: /Install it/ }).getAttribute('href');
    await page.goto(installUrl ?? '');
    await page.getByRole('button', { name: 'Install' }).click();
    const app = page.getByRole('region', { name: 'Weir of acme' });
    // The owner is read already, with a token.
    await app.getByText('is read').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await app.getByRole('button', { name: 'Forget' }).click();
    await app.waitFor({ state: 'detached' });
  });
});
