import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { Browsing } from '../web/browsing.js';

const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url));
const READING_LIMIT_MS = 300_000;

const PICTURES = [
  { name: 'overview-light', path: '/', colorScheme: 'light', viewport: { width: 1440, height: 680 } },
  { name: 'overview-dark', path: '/', colorScheme: 'dark', viewport: { width: 1440, height: 680 } },
  { name: 'overview-phone', path: '/', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

/** As tall as what it shows: bars fixed to the window stand at the end of the page, not across its middle. */
async function growToPage(page: Page): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size !== null && height > size.height) await page.setViewportSize({ width: size.width, height });
}

/** `npm run screenshots`: the pictures of the documentation, of the running system, on the story that every reader can have. */
export async function main(): Promise<void> {
  const browsing = await Browsing.open({}, ['--sample']);
  try {
    await browsing.server.process.printed(/Change lead time/, READING_LIMIT_MS);
    for (const { name, path, ...options } of PICTURES) {
      const page = await browsing.signIn({ ...options, deviceScaleFactor: 2, locale: 'en-GB', timezoneId: 'UTC' });
      await page.goto(new URL(path, browsing.server.url).href, { waitUntil: 'networkidle' });
      await page.evaluate(() => document.fonts.ready.then(() => true));
      await growToPage(page);
      await page.screenshot({ path: `${IMAGES}/${name}.png` });
      await page.context().close();
    }
    if (browsing.troubles.length > 0) console.log(`The pages complained:\n${browsing.troubles.join('\n')}`);
  } finally {
    await browsing.close();
  }
}
