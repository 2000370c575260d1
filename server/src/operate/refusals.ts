import { DURATION, type JsonObject, type Refusal, refusalText, refuse } from '@tessera/model';
import { Problem } from '../http/problems.js';

/** What a draft is answered with that is not as it must be. */
export const refused = (refusals: readonly Refusal[]): Problem =>
  new Problem('wrong_shape', refusals.map(refusalText).join('; '), { refusals });

export const unknownFields = (body: JsonObject, fields: readonly string[]): readonly Refusal[] =>
  Object.keys(body).flatMap((field) =>
    fields.includes(field)
      ? []
      : [refuse(field, body[field], `unknown field; the fields are ${fields.join(', ')}`)],
  );

export function durationRefusals(within: unknown): readonly Refusal[] {
  if (within === undefined || within === null || (typeof within === 'string' && DURATION.test(within)))
    return [];
  return [refuse('within', within, 'must be a whole number and a unit, s, m, h or d, e.g. 30m, 24h, 7d')];
}
