import { isJsonObject } from '../json.js';
import { type Refusal, refuse } from '../refusal.js';

/** How many properties a mapping may name, how many of theirs each may come from, and how long texts may be. */
export const MAPPING_LIMITS = { props: 30, theirs: 10, text: 255 } as const;

const OURS = /^[\w-]{1,64}$/;
/** Names of what every object has. */
const NEVER: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** What is wrong with `{ "goal": ["lead_kind", "kind"] }`, each with its place within. */
export const propsRefusals = (given: unknown): readonly Refusal[] =>
  entryRefusals(given, 'lists of their names, e.g. { "value": ["price", "total"] }', theirsRefusals);

/** What is wrong with `{ "goal": "lead" }`. */
export const setRefusals = (given: unknown): readonly Refusal[] =>
  entryRefusals(given, 'texts, numbers, true or false, e.g. { "goal": "lead" }', constantRefusals);

function entryRefusals(
  given: unknown,
  of: string,
  refusalsOf: (value: unknown, place: string) => readonly Refusal[],
): readonly Refusal[] {
  if (!isJsonObject(given)) return [refuse('', given, `must be an object of ${of}`)];
  const entries = Object.entries(given);
  if (entries.length > MAPPING_LIMITS.props)
    return [refuse('', entries.length, `must name at most ${MAPPING_LIMITS.props} properties`)];
  return entries.flatMap(([name, value]) =>
    OURS.test(name) && !NEVER.includes(name)
      ? refusalsOf(value, name)
      : [refuse(name, name, 'must be our name of a property: 1 to 64 letters, digits, _ or -')],
  );
}

function theirsRefusals(names: unknown, place: string): readonly Refusal[] {
  const { theirs, text } = MAPPING_LIMITS;
  if (!Array.isArray(names) || names.length === 0 || names.length > theirs)
    return [refuse(place, names, `must be a list of 1 to ${theirs} of their names, e.g. ["price", "total"]`)];
  return names.flatMap((name: unknown, index) =>
    typeof name === 'string' && name !== '' && name.length <= text
      ? []
      : [refuse(`${place}[${index}]`, name, `must be their name of a property: 1 to ${text} characters`)],
  );
}

function constantRefusals(value: unknown, place: string): readonly Refusal[] {
  const isRight =
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.length <= MAPPING_LIMITS.text);
  return isRight
    ? []
    : [
        refuse(
          place,
          value,
          `must be a text of at most ${MAPPING_LIMITS.text} characters, a number, true or false`,
        ),
      ];
}
