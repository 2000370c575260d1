import { BUILT_IN_NAMES } from './built-in-names.js';
import type { Mapping } from './mapping.js';
import type { Naming } from './naming.js';
import { TAGS, type Tag } from './tags.js';

/** Their name of an event → what it is here; null: it is left out. What is not in it keeps its own name. */
export type NamesOf = ReadonlyMap<string, Naming | null>;

/**
 * All names of each tag, in one table: the built-in ones, over them the mappings for any tag, over all those for the
 * one tag. Made once per catalog; events only look up.
 */
export function namesByTag(mappings: readonly Mapping[]): Readonly<Record<Tag, NamesOf>> {
  const enabled = mappings.filter((mapping) => mapping.enabled);
  const namesOf = (tag: Tag): NamesOf =>
    new Map<string, Naming | null>([
      ...Object.entries(BUILT_IN_NAMES[tag]),
      ...enabled.filter((one) => one.tag === null).map(entryOf),
      ...enabled.filter((one) => one.tag === tag).map(entryOf),
    ]);
  return Object.fromEntries(TAGS.map((tag) => [tag, namesOf(tag)])) as Record<Tag, NamesOf>;
}

const entryOf = ({ event, type, props, set }: Mapping): [string, Naming | null] => [
  event,
  type === null ? null : { type, props, set },
];
