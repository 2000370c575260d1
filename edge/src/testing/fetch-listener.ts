import type { SiteSettings } from '../handler/site.js';
import { createMiddleware } from '../vercel/index.js';

type FetchEvent = Event & {
  request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
};

/** For runtimes that dispatch fetch events: answers them all. */
function listen(settings: SiteSettings, includeMs: number): void {
  const answer = createMiddleware(settings, { limits: { includeMs } });
  addEventListener('fetch', (event) => {
    const { request } = event as FetchEvent;
    const waitUntil = (work: Promise<unknown>) => (event as FetchEvent).waitUntil(work);
    (event as FetchEvent).respondWith(answer(request, { waitUntil }));
  });
}

Object.assign(globalThis, { listen });
