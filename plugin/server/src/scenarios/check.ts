import {
  checkEvent,
  DEFAULT_VARIANT,
  isJsonObject,
  type JsonObject,
  jsonComplaint,
  KEY,
  type Refusal,
  refuse,
  VARIANT_KEY,
} from '@tessera/model';
import { type Expected, LIMITS, type PlaygroundVisitor, type Scenario } from '../../../contracts/playground';

export type Given = Omit<Scenario, 'id'>;
export type CheckedScenario =
  | { readonly ok: true; readonly value: Given }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

const FACTS = { depth: 4, values: 200, text: 2_048 } as const;

/** A scenario as the panel sends it, or everything that is wrong with it. */
export function checkScenario(json: unknown): CheckedScenario {
  if (!isJsonObject(json)) return { ok: false, refusals: [refuse('', json, 'must be an object')] };
  const { name, visitor, expected } = json;
  const refusals = [
    ...(typeof name === 'string' && name.trim() !== '' && name.length <= LIMITS.name
      ? []
      : [refuse('name', name, `must be a text of 1 to ${LIMITS.name} characters`)]),
    ...strangers('', json, ['name', 'visitor', 'expected']),
    ...visitorRefusals(visitor),
    ...expectedRefusals(expected),
  ];
  if (refusals.length > 0) return { ok: false, refusals };
  const value = { name: name as string, visitor: visitor as unknown, expected: expected as unknown };
  return {
    ok: true,
    value: { ...value, visitor: value.visitor as PlaygroundVisitor, expected: value.expected as Expected },
  };
}

const strangers = (place: string, json: JsonObject, allowed: readonly string[]): Refusal[] =>
  Object.keys(json)
    .filter((field) => !allowed.includes(field))
    .map((field) => refuse(place + field, json[field], `unknown field; allowed are ${allowed.join(', ')}`));

const isMs = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

function visitorRefusals(json: unknown): Refusal[] {
  if (!isJsonObject(json)) return [refuse('visitor', json, 'must be an object')];
  const size = JSON.stringify(json).length;
  if (size > LIMITS.characters)
    return [
      refuse('visitor', `${size} characters`, `must be at most ${LIMITS.characters} characters of JSON`),
    ];
  const { start = null, steps, laterMs } = json;
  const refusals = strangers('visitor.', json, ['start', 'steps', 'context', 'traits', 'consent', 'laterMs']);
  if (
    start !== null &&
    !(typeof start === 'string' && INSTANT.test(start) && !Number.isNaN(Date.parse(start)))
  )
    refusals.push(
      refuse('visitor.start', start, 'must be a date and time such as 2026-11-24T10:00:00Z, or null'),
    );
  if (!isMs(laterMs, LIMITS.laterMs))
    refusals.push(refuse('visitor.laterMs', laterMs, `must be 0 to ${LIMITS.laterMs} ms`));
  for (const field of ['context', 'traits', 'consent']) {
    const complaint = jsonComplaint(json[field], FACTS);
    if (complaint) refusals.push(refuse(`visitor.${field}`, json[field], complaint));
  }
  return [...refusals, ...stepRefusals(steps)];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

function stepRefusals(steps: unknown): Refusal[] {
  if (!Array.isArray(steps) || steps.length > LIMITS.steps)
    return [refuse('visitor.steps', steps, `must be a list of at most ${LIMITS.steps} steps`)];
  const refusals = (steps as unknown[]).flatMap((step, index): Refusal[] => {
    const place = `visitor.steps[${index}]`;
    if (!isJsonObject(step)) return [refuse(place, step, 'must be an object')];
    const { gapMs, ...event } = step;
    const checked = checkEvent(event);
    return [
      ...strangers(`${place}.`, step, ['gapMs', 'type', 'page', 'props']),
      ...(isMs(gapMs, LIMITS.lengthMs) ? [] : [refuse(`${place}.gapMs`, gapMs, 'must be milliseconds')]),
      ...(checked.ok ? [] : checked.refusals.map((one) => ({ ...one, place: `${place}.${one.place}` }))),
    ];
  });
  if (refusals.length > 0) return refusals;
  const length = (steps as { gapMs: number }[]).slice(1).reduce((sum, { gapMs }) => sum + gapMs, 0);
  return length > LIMITS.lengthMs
    ? [refuse('visitor.steps', `${length} ms`, 'must all happen within 24 hours')]
    : [];
}

function expectedRefusals(json: unknown): Refusal[] {
  if (!isJsonObject(json)) return [refuse('expected', json, 'must be an object')];
  const isVariant = (one: unknown) =>
    typeof one === 'string' && (one === DEFAULT_VARIANT || VARIANT_KEY.test(one));
  return [
    ...strangers('expected.', json, ['segments', 'slots']),
    ...mapRefusals('segments', json.segments, (one) => typeof one === 'boolean', 'true or false'),
    ...mapRefusals('slots', json.slots, isVariant, `the key of a variant or "${DEFAULT_VARIANT}"`),
  ];
}

function mapRefusals(
  field: 'segments' | 'slots',
  json: unknown,
  isRight: (value: unknown) => boolean,
  allowed: string,
): Refusal[] {
  const place = `expected.${field}`;
  if (!isJsonObject(json) || Object.keys(json).length > LIMITS[field])
    return [refuse(place, json, `must be an object of at most ${LIMITS[field]} keys`)];
  return Object.entries(json).flatMap(([key, value]) => [
    ...(KEY.test(key) ? [] : [refuse(`${place}.${key}`, key, 'is not a key')]),
    ...(isRight(value) ? [] : [refuse(`${place}.${key}`, value, `must be ${allowed}`)]),
  ]);
}
