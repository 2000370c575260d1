import { safely } from './view.js';

type Store = 'localStorage' | 'sessionStorage';
const NAME = 'tsr';

const read = (store: Store) => {
  try {
    return JSON.parse(window[store][NAME]);
  } catch {
    // Nothing there, or storage is forbidden.
  }
};
const write = safely((store: Store, value: object) => {
  window[store][NAME] = JSON.stringify(value);
});

/** An event as it waits in the browser: `at` is epoch ms on the visitor's clock. */
export type Kept = { readonly id: string; at: number };

const found = read('sessionStorage');

/**
 * Small values for this tab's session. Nothing about the visitor is among them: only how many clicks deep the session
 * is (`clicks`), and which variant is the fallback of a slot.
 */
export const memory: Record<string, string | number | undefined> = { ...found };

/** Nothing is stored here before the server has said that it keeps this visitor. */
export let allowed = !!found;
export const allow = (kept: boolean) => {
  allowed = kept;
};

/** Keeps the memory, and events that may not have arrived: a later page of this site sends them. */
export const keep = (events: readonly Kept[]) => {
  if (!allowed) return;
  write('sessionStorage', memory);
  if (events[0])
    write('localStorage', {
      ...read('localStorage'),
      ...Object.fromEntries(events.map((one) => [one.id, one])),
    });
};

/** Takes what was kept, by whatever tab: two that take the same do no harm, for the ids are the same. */
export const take = (): Kept[] => {
  const kept: Record<string, Kept | undefined> = { ...read('localStorage') };
  drop('localStorage');
  return Object.values(kept).filter((event) => event?.id) as Kept[];
};

const drop = safely((store: Store) => window[store].removeItem(NAME));

/** Nothing of the visitor stays in the browser. */
export const clear = () => {
  allowed = false;
  drop('localStorage');
  drop('sessionStorage');
};
