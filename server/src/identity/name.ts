import type { LiveVisitors } from '../profiles/live-visitors.js';
import { isUserOf, MOST_NAMES } from './identify.js';

/**
 * Takes in that another tag calls the browser of `id` by a name. Answers whose it is: where the name was known
 * already, and nothing else was, that visitor's; where both were, the two are one, unless two people signed in.
 */
export function takeName(
  visitors: LiveVisitors,
  id: string,
  { name, isFresh }: { readonly name: string; readonly isFresh: boolean },
  now: number,
): { readonly visitor: string; readonly done: Promise<void> } {
  const { links } = visitors;
  const known = links.get(name);
  if (known === id) return { visitor: id, done: settled };
  if (known === undefined) {
    const isFull = links.namesOf(id).length >= MOST_NAMES;
    return { visitor: id, done: isFull ? settled : visitors.name(name, id) };
  }
  if (isFresh) return { visitor: known, done: settled };
  if (isUserOf(visitors, known)) {
    // Whom the browser's own cookie names is who is here now.
    if (isUserOf(visitors, id)) return { visitor: id, done: visitors.name(name, id) };
    return { visitor: known, done: visitors.merge(known, id, now) };
  }
  return { visitor: id, done: visitors.merge(id, known, now) };
}

const settled = Promise.resolve();
