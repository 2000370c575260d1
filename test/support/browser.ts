import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = [
  '/usr/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of an installed Chromium; null where there is none, which CI does not accept. */
export function chromiumPath(): string | null {
  const path = CHROMIUM.find((one) => existsSync(one)) ?? null;
  if (path === null && process.env.CI) throw new Error('Chromium is missing, which CI must have');
  return path;
}

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // By its own, a browser without a window is a bot, of whom nothing is kept.
      `--user-agent=${AGENT}`,
    ],
  });
