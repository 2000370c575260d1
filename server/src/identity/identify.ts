import type { LiveVisitors } from '../profiles/live-visitors.js';
import type { Said } from './user.js';

/** What became of an identity that an event brought. */
export type Outcome =
  /** The visitor is known under this name from now on. */
  | 'named'
  | 'same'
  /** The visitor's state and that of the person with this name are one. */
  | 'merged'
  /** Another person uses this browser now: what the one before did is not theirs. */
  | 'switched'
  /** As switched, because so many browsers cannot be one person's. */
  | 'refused';

/** More browsers and names than one person has; a test account or a kiosk has them. */
export const MOST_NAMES = 100;

/**
 * Takes in who is here. `id` is whose the browser was up to now, `fresh` an id that nobody has. Answers whose it
 * is from now on; `done` resolves when that survives `kill -9`. Called again with the same, it changes nothing.
 */
export function identify(
  visitors: LiveVisitors,
  id: string,
  said: Said,
  fresh: string,
  now: number,
): { readonly visitor: string; readonly outcome: Outcome; readonly done: Promise<void> } {
  const { links } = visitors;
  const isSomebody = isUserOf(visitors, id);
  if (said.kind === 'nobody') {
    // Whoever was nobody before stays the same nobody.
    return { visitor: isSomebody ? fresh : id, outcome: isSomebody ? 'switched' : 'same', done: settled };
  }
  const person = links.get(said.name) ?? (said.previous === null ? undefined : links.get(said.previous));
  if (person === undefined) {
    const visitor = isSomebody ? fresh : id;
    return { visitor, outcome: isSomebody ? 'switched' : 'named', done: visitors.name(said.name, visitor) };
  }
  const named = links.get(said.name) === person ? settled : visitors.name(said.name, person);
  if (person === id) return { visitor: id, outcome: 'same', done: named };
  if (isSomebody) return { visitor: person, outcome: 'switched', done: named };
  if (links.namesOf(person).length >= MOST_NAMES) return { visitor: person, outcome: 'refused', done: named };
  const merged = visitors.merge(person, id, now);
  return { visitor: person, outcome: 'merged', done: Promise.all([named, merged]).then(() => undefined) };
}

const settled = Promise.resolve();

/** Whether a visitor has signed in under some name: two such are two people. */
export const isUserOf = (visitors: LiveVisitors, id: string): boolean =>
  visitors.links.namesOf(id).some((name) => name.startsWith('user:'));
