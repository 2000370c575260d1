import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TesseraEvent } from '@tessera/model';
import { type Browser, chromium, type Page } from 'playwright-core';

export const CHROMIUM = process.env.TESSERA_CHROMIUM ?? '/usr/bin/chromium';
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const installed = existsSync(CHROMIUM);
if (!installed) console.warn(`No browser at ${CHROMIUM}; TESSERA_CHROMIUM names another place.`);

/** `describe` where the browser is installed; elsewhere skipped, with the reason above. On CI it must be there. */
export const describeInBrowser: jest.Describe =
  installed || process.env.CI === 'true' ? describe : describe.skip;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: FLAGS,
    // Playwright switches the back-forward cache off; pages that come back from it are a case of ours.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });

export type SentEvent = Pick<TesseraEvent, 'id' | 'type' | 'props'> & {
  age: number;
  page: { url: string; path: string; type?: string; category?: string };
};
export type Beacon = {
  events: SentEvent[];
  context: Record<string, unknown>;
  slots: string[];
  seq: number;
  /** What the sink adds: how it came. */
  contentType: string;
  bytes: number;
  at: number;
};
export type { Tessera } from './api.js';

type Fragment = { status?: number; headers?: Record<string, string>; body: string; delayMs?: number };

/** A small stand-in for edge and server: serves pages and fragments, keeps every beacon, answers as told. */
export class Sink {
  readonly beacons: Beacon[] = [];
  /** Paths (with query) asked for, without pages and tag. */
  readonly asked: string[] = [];
  pages: Record<string, string> = {};
  /** Headers of pages beside their own, or instead of them. */
  headers: Record<string, string> = {};
  fragments: Record<string, Fragment> = {};
  /** The answer to the next beacons. */
  answer: (beacon: Beacon) => object = () => ({ decisions: {}, until: null });
  status = 200;
  /** The Content-Security-Policy of its pages. */
  policy = "default-src 'self'";
  url = '';
  #server: Server | undefined;
  readonly #tag = new Map(
    ['tessera.js', 'behaviours.js'].map((name) => [
      name === 'tessera.js' ? '/tessera/beacon.js' : `/tessera/${name}`,
      execFileSync(process.execPath, [join(__dirname, '../build.mjs'), '--stdout', name]),
    ]),
  );

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://sink');
      const script = this.#tag.get(url.pathname);
      if (script) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else if (url.pathname === '/tessera/beacon') {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const body = Buffer.concat(chunks);
          const beacon = {
            ...(JSON.parse(body.toString()) as Beacon),
            contentType: request.headers['content-type'] ?? '',
            bytes: body.length,
            at: Date.now(),
          };
          if (this.status === 200) this.beacons.push(beacon);
          response.writeHead(this.status, {
            'content-type': 'application/json',
            'tessera-now': `${Date.now()}`,
          });
          response.end(JSON.stringify(this.answer(beacon)));
        });
      } else if (url.pathname.startsWith('/tessera/')) {
        this.asked.push(request.url ?? '');
        const {
          status = 200,
          headers = {},
          body,
          delayMs = 0,
        } = this.fragments[url.pathname] ?? {
          status: 404,
          body: '',
        };
        setTimeout(
          () => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body),
          delayMs,
        );
      } else {
        const page = this.pages[url.pathname];
        response.writeHead(page ? 200 : 404, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': this.policy,
          ...this.headers,
        });
        response.end(page ?? '');
      }
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  forget(): void {
    this.beacons.length = 0;
    this.asked.length = 0;
    this.status = 200;
    this.answer = () => ({ decisions: {}, until: null });
  }

  /** All events so far, of one type if given; a repeat (the same id) counts once, as at the server. */
  events(type?: string): SentEvent[] {
    const all = this.beacons.flatMap(({ events }) => events);
    const first = new Map([...all].reverse().map((event) => [event.id, event]));
    return all.filter((event) => first.get(event.id) === event && (!type || event.type === type));
  }

  /** Waits until `enough` holds; fails with what came instead after five seconds. */
  async until(enough: () => boolean): Promise<void> {
    const deadline = Date.now() + 5000;
    while (!enough()) {
      if (Date.now() > deadline)
        throw new Error(`Waited in vain for ${enough}; came: ${JSON.stringify(this.beacons, null, 1)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async untilEvent(type: string, count = 1): Promise<SentEvent> {
    await this.until(() => this.events(type).length >= count);
    return this.events(type)[count - 1] as SentEvent;
  }
}

/** A page with the tag; its body is long unless it says otherwise. */
export const html = (body: string, attributes = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>
<link rel="stylesheet" href="/tessera/test.css"><script async src="/tessera/beacon.js"></script></head>
<body ${attributes}>${body}</body></html>`;

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export type { Browser, Page };
