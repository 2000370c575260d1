import type { CompiledSlot } from './candidates.js';
import type { Decision } from './decide.js';
import { toldBy, UnknownDecisions } from './unknown-decisions.js';

const compiled = {
  slot: { key: 'hero' },
  unknown: { possible: true, fields: ['device.type', 'network.save_data'] },
} as unknown as CompiledSlot;

function asked(until = Infinity) {
  const contexts: unknown[] = [];
  const decide = (context: object): Decision => {
    contexts.push(context);
    return { slot: 'hero', variant: `v${contexts.length}`, source: 'variant', segment: null, until };
  };
  return { contexts, decide };
}

it('those who differ in no field that counts are decided once, by those fields alone', () => {
  const decisions = new UnknownDecisions();
  const { contexts, decide } = asked();
  const of = (context: object) => decisions.of(compiled, toldBy(context), 0, decide)?.variant;
  const phone = { device: { type: 'mobile' as const, os: 'iOS' }, locale: 'de' };
  expect([
    of(phone),
    of({ device: { type: 'mobile' } }),
    of({ device: { type: 'mobile' }, locale: 'en' }),
  ]).toEqual(['v1', 'v1', 'v1']);
  expect(contexts).toEqual([{ device: { type: 'mobile' } }]);
  expect([of({}), of({ network: { save_data: true } }), of({})]).toEqual(['v2', 'v3', 'v2']);
  expect(contexts.at(-1)).toEqual({ network: { save_data: true } });
});

it('until it may be decided otherwise, or all is forgotten', () => {
  const decisions = new UnknownDecisions();
  const { decide } = asked(1_000);
  const at = (now: number) => decisions.of(compiled, () => undefined, now, decide)?.variant;
  expect([at(0), at(999), at(1_000)]).toEqual(['v1', 'v1', 'v2']);
  expect(at(0)).toBe('v3');
  decisions.forget();
  expect(at(0)).toBe('v4');
});
