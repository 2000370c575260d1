import { z } from 'zod';
import { type Checked, checkWith, type Refusal, refuse } from '../refusal.js';
import { eventTypeSchema, keySchema, orElse, orNull } from '../schema-parts.js';
import { MAPPING_LIMITS, propsRefusals, setRefusals } from './mapping-props.js';
import type { Naming } from './naming.js';
import { TAGS } from './tags.js';

/** What is told in ways of its own, and checked there: who somebody is, and what they consent to. */
const NOT_TO = ['identify', 'consent'];

const theirEvent = z
  .string({ error: "must be the other tag's name of the event" })
  .min(1, "must be the other tag's name of the event")
  .max(MAPPING_LIMITS.text, `must be at most ${MAPPING_LIMITS.text} characters`)
  .refine((name) => name === name.trim(), 'must not begin or end with a space');

const ourType = z
  .string({ error: 'must be the type of one of our events, or null to leave the event out' })
  .pipe(eventTypeSchema)
  .refine((type) => !NOT_TO.includes(type), `must not be ${NOT_TO.join(' or ')}: tags tell these themselves`)
  .nullable();

/** JSON with a check of its own, whose refusals keep their finer places. */
const checkedBy = <T>(refusalsOf: (given: unknown) => readonly Refusal[]) =>
  z.custom<T>().superRefine((given, issues) => {
    for (const refusal of refusalsOf(given))
      issues.addIssue({ code: 'custom', message: refusal.message, params: { refusal } });
  });

export const mappingSchema = z
  .strictObject({
    key: keySchema,
    name: orNull(z.string().max(200, 'must be at most 200 characters')),
    tag: orNull(z.enum(TAGS, { error: `must be one of ${TAGS.join(', ')}, or null for any of them` })),
    event: theirEvent,
    type: ourType,
    props: orElse(checkedBy<NonNullable<Naming['props']>>(propsRefusals), {}),
    set: orElse(checkedBy<NonNullable<Naming['set']>>(setRefusals), {}),
    enabled: orElse(z.boolean(), true),
  })
  .superRefine(({ type, props, set }, issues) => {
    const tell = (field: 'props' | 'set', refusal: Refusal) =>
      issues.addIssue({ code: 'custom', message: refusal.message, path: [field], params: { refusal } });
    if (type === null) {
      for (const [field, given] of Object.entries({ props, set }) as ['props' | 'set', object][])
        if (Object.keys(given).length > 0)
          tell(field, refuse('', given, 'must be empty where type is null: the event is left out'));
      return;
    }
    for (const name of Object.keys(set))
      if (Object.hasOwn(props, name))
        tell('set', refuse(name, set[name], 'must not be in props, too: what is set always counts'));
  });

/** What becomes of one event of another tag: one of ours, or (`type` null) nothing. */
export type Mapping = z.output<typeof mappingSchema>;

export const checkMapping = (json: unknown): Checked<Mapping> => checkWith(mappingSchema, json);

/** Enabled mappings of the same event of the same tag: nobody could say which one counts. */
export function doubledMappings(mappings: readonly Mapping[]): Refusal[] {
  const first = new Map<string, Mapping>();
  return mappings.flatMap((mapping, index) => {
    const { key, tag, event, enabled } = mapping;
    const id = JSON.stringify([tag, event]);
    const earlier = first.get(id);
    if (!enabled || earlier === undefined) {
      if (enabled) first.set(id, mapping);
      return [];
    }
    return [refuse(`mappings[${index}].event`, event, sameEventMessage(tag, earlier.key, key))];
  });
}

/** Said of two mappings in a catalog, and of one that is to be published beside another. */
export const sameEventMessage = (tag: Mapping['tag'], one: string, other: string): string =>
  `is mapped twice for ${tag ?? 'any tag'}, by "${one}" and by "${other}"; disable one of them`;
