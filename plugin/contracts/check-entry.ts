import {
  checkCondition,
  checkSegment,
  checkSignal,
  checkSlot,
  checkVariant,
  eventFieldComplaint,
  type FieldComplaint,
  type Refusal,
  visitorFieldComplaint,
} from '@tessera/model';
import type { Kind } from './ids';

type Json = Readonly<Record<string, unknown>>;

const CHECKS = { signal: checkSignal, segment: checkSegment, slot: checkSlot, variant: checkVariant };

/**
 * Everything that is wrong with one entry in its catalog form. Conditions inside it are checked on their
 * own, because a refusal of the whole entry does not say which value stood in a condition's dotted field.
 */
export function refusalsOfEntry(kind: Kind, json: Json): Refusal[] {
  const checked = CHECKS[kind](json);
  if (checked.ok) return [];
  const conditions = conditionsOf(kind, json);
  const outside = checked.refusals.filter(
    ({ place }) => !conditions.some((condition) => isWithin(place, condition.place)),
  );
  const inside = conditions.flatMap(({ place, when, fieldComplaint }) => {
    const condition = checkCondition(when, { place, fieldComplaint });
    return condition.ok ? [] : condition.refusals;
  });
  const found = [...outside, ...inside];
  return found.length > 0 ? found : [...checked.refusals];
}

const isWithin = (place: string, outer: string): boolean =>
  place === outer || place.startsWith(`${outer}.`) || place.startsWith(`${outer}[`);

interface Part {
  readonly place: string;
  readonly when: unknown;
  readonly fieldComplaint: FieldComplaint;
}

function conditionsOf(kind: Kind, json: Json): Part[] {
  const weights = Array.isArray(json.weights) ? (json.weights as (Json | null)[]) : [];
  const parts: Part[] =
    kind === 'signal'
      ? [
          { place: 'where', when: json.where, fieldComplaint: eventFieldComplaint },
          ...weights.map((weight, index) => ({
            place: `weights[${index}].where`,
            when: weight?.where,
            fieldComplaint: eventFieldComplaint,
          })),
        ]
      : [{ place: 'when', when: json.when, fieldComplaint: visitorFieldComplaint }];
  return parts.filter(({ when }) => when !== undefined && when !== null);
}

/** True for what is not there yet: a draft may be incomplete, but not wrong. */
export const isMissing = ({ value }: Refusal): boolean => ['nothing', 'null', '""', '[]'].includes(value);
