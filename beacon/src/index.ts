import type { Consent, Tessera } from './api.js';
import type { EventProps } from './events.js';
import { READY } from './shared/moments.js';

export type { Consent, EventProps, Tessera };

/** What a running tag can do beside telling events. */
export type Running = Required<Pick<Tessera, 'consent' | 'forget'>>;

const NOT_A_BROWSER: Running = { consent: async () => false, forget: async () => false };

/** Tells what the visitor did, from whenever on: what is told before the tag runs waits for it. On a server it does nothing. */
export const tessera: Tessera = (type: string, props?: object) => {
  if (typeof window === 'undefined') return;
  window.tessera ||= stub;
  window.tessera(type, props);
};
const waiting: (readonly [string, object | undefined])[] = [];
const stub: Tessera = (type: string, props?: object) => {
  waiting.push([type, props]);
};
stub.q = waiting;

let started: Promise<Running> | undefined;

/**
 * Starts the tag in this page, as the script `/tessera/beacon.js` does; a second call does nothing. Resolves when all of
 * it runs; rejects if a part of it cannot be loaded. On a server it does nothing.
 */
export const start = (): Promise<Running> => {
  started ??= typeof window === 'undefined' ? Promise.resolve(NOT_A_BROWSER) : begin();
  return started;
};

const begin = async (): Promise<Running> => {
  const { startTag } = await import('./core/start.js');
  await new Promise<void>((resolve, reject) => {
    addEventListener(READY, () => resolve(), { once: true });
    startTag(() => {
      const rest = import('./behaviours/index.js');
      rest.catch(reject);
      return rest;
    });
    // The page has the script, too.
    if (window.tessera?.consent) resolve();
  });
  return window.tessera as Running;
};

/** Keeps what the visitor agreed to or declined, e.g. `{ personalisation: true }`. True: the server took it. */
export const consent = async (purposes: Consent): Promise<boolean> => (await start()).consent(purposes);

/** Erases all that is kept of this visitor, in the browser and at the server. True: it is done. */
export const forget = async (): Promise<boolean> => (await start()).forget();
