import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSmallHistory } from '../api/small-history.js';
import { Browsing } from './browsing.js';

describe('the first minutes', () => {
  let browsing: Browsing;
  let page: Page;
  beforeAll(async () => {
    browsing = await Browsing.open();
  });
  afterAll(() => browsing.close());

  it('show a stranger how to get in, and nothing else', async () => {
    const stranger = await browsing.visit();
    await stranger.goto(browsing.server.url);
    await stranger.getByRole('heading', { name: /sign in/i }).waitFor();
    expect(await stranger.getByText('npm run -s weir -- sign-in').isVisible()).toBe(true);
    await stranger.context().close();
    browsing.troubles.length = 0;
  });

  it('begin with the link from the terminal and one question', async () => {
    page = await browsing.visit();
    await page.goto(browsing.server.signInLink);
    await page.getByRole('heading', { name: 'Where is your work?' }).waitFor();
  });

  it('let the link work only once', async () => {
    const other = await browsing.visit();
    await other.goto(browsing.server.signInLink);
    await other.getByText(/does not work any more/i).waitFor();
    await other.context().close();
    browsing.troubles.length = 0;
  });

  it('say what is wrong with a path that leads nowhere, and let one try again', async () => {
    await page.getByRole('button', { name: /git clone/i }).click();
    await page.getByLabel('Folder of the clone').fill(join(browsing.folder, 'nowhere'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'nowhere' }).waitFor();
  });

  it('take a clone, and end at its figures', async () => {
    const clone = await writeSmallHistory(browsing.folder);
    await page.getByLabel('Folder of the clone').fill(clone);
    await page.keyboard.press('Enter');
    await page.getByText('Each version tag counts as a deployment').waitFor();
    for (const found of ['main', '8', '4'])
      expect(
        await page
          .getByRole('definition')
          .filter({ hasText: new RegExp(`^${found}$`) })
          .count(),
        found,
      ).toBe(1);
    await page.getByRole('button', { name: /^(add|read)/i }).click();
    // The page turns into the Overview by itself as soon as there is a source.
    await page.getByRole('region', { name: 'Five figures' }).waitFor();
  });

  it('take a file beside it, with the columns it happens to have', async () => {
    const path = join(browsing.folder, 'merged.csv');
    await writeFile(path, 'repository,number,author,created_at,merged_at\nacme/shore,1,ada,1772355600,1772359200\n');
    await page.goto(`${browsing.server.url}/settings/sources`);
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByRole('button', { name: /^Files/ }).click();
    await page.getByLabel('File', { exact: true }).fill(path);
    await page.keyboard.press('Enter');
    await page.getByText('created_at').first().waitFor();
    await page.getByRole('button', { name: /^(add|read)/i }).click();
    await page.getByText(/Read 1 record/).waitFor();
    await page.getByRole('button', { name: /Show the figures/ }).click();
    await page.getByText('acme/shore').first().waitFor();
  });

  it('leave no complaint on the console', () => {
    expect(browsing.troubles).toEqual([]);
  });
});
