import { checkCatalog } from '@tessera/model';
import { compileEngine } from '../engine/engine.js';
import { newVisitor } from '../engine/visitor.js';
import { compileSlots } from './candidates.js';
import { decide, verdicts } from './decide.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const key = (name: string) => name.padEnd(12, '0');
const variant = (name: string, over: object = {}) => ({
  key: key(name),
  name,
  slots: ['hero'],
  locales: { en: { template: 'text', content: { text: name } } },
  ...over,
});

function decideFor(
  segments: string[],
  variants: object[],
  now = NOW,
  fallback: string | null = key('fallback'),
) {
  const checked = checkCatalog({
    version: 't',
    signals: [],
    segments: [
      { key: 'broad', name: 'B', when: { 'traits.in': { $in: ['broad'] } } },
      { key: 'deep', name: 'D', parent: 'broad', when: { 'traits.in': { $in: ['deep'] } } },
      { key: 'other', name: 'O', when: { 'traits.in': { $in: ['other'] } } },
    ],
    slots: [{ key: 'hero', name: 'Hero', fallback }],
    // A fallback need not name its slot: without targeting it would be a candidate for everybody.
    variants: [variant('fallback', { slots: [] }), ...variants],
    experiments: [],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  const engine = compileEngine(checked.value);
  const slot = compileSlots(checked.value, engine).get('hero');
  if (!slot) throw new Error('no slot');
  const visitor = newVisitor('v', now);
  visitor.traits = { in: segments };
  engine.advance(visitor, now);
  return { ...decide(slot, visitor, engine, now), why: verdicts(slot, visitor, now) };
}

it('the fallback for who is eligible for nothing, nothing where there is no fallback', () => {
  expect(decideFor([], [])).toMatchObject({
    variant: null,
    source: 'fallback',
    segment: null,
    until: Infinity,
  });
  expect(decideFor([], [], NOW, null)).toMatchObject({ variant: null, source: 'empty' });
});

it('highest priority, then the deeper segment, then the key’s order', () => {
  const some = [
    variant('b_broad', { segments: { any: ['broad'] }, priority: 5 }),
    variant('a_other', { segments: { any: ['other'] }, priority: 5 }),
    variant('z_deep', { segments: { any: ['deep'] }, priority: 5 }),
    variant('high', { segments: { all: ['broad', 'other'] }, priority: 9 }),
  ];
  expect(decideFor(['broad', 'deep', 'other'], some)).toMatchObject({
    variant: key('high'),
    source: 'variant',
  });
  expect(decideFor(['broad', 'deep'], some)).toMatchObject({ variant: key('z_deep'), segment: 'deep' });
  expect(decideFor(['broad'], some)).toMatchObject({ variant: key('b_broad'), segment: 'broad' });
  const even = [
    variant('bb', { segments: { any: ['other'] } }),
    variant('aa', { segments: { any: ['other'] } }),
  ];
  expect(decideFor(['other'], even)).toMatchObject({ variant: key('aa') });
});

it('says why each other variant failed', () => {
  const { why } = decideFor(
    ['broad'],
    [
      variant('v1', { segments: { any: ['deep', 'other'] }, priority: 4 }),
      variant('v2', { segments: { all: ['broad', 'other'] }, priority: 3 }),
      variant('v3', { segments: { none: ['broad'] }, priority: 2 }),
      variant('v4', { when: { 'traits.vip': true }, priority: 1 }),
    ],
  );
  expect(why.map(({ reason }) => reason)).toEqual([
    'in none of the segments deep, other',
    'not in segment other',
    'in segment broad',
    'its condition does not hold',
  ]);
});

it('a variant that names an unpublished segment is shown to nobody, wherever it names it', () => {
  for (const segments of [{ any: ['gone', 'broad'] }, { all: ['gone'] }, { none: ['gone'] }]) {
    const { variant: shown, why } = decideFor(['broad'], [variant('v', { segments, priority: 9 })]);
    expect(shown).toBeNull();
    expect(why[0]?.reason).toBe('it names segment "gone", which is not published');
  }
  expect(decideFor([], [variant('v', { when: { segments: { $nin: ['gone'] } } })]).variant).toBeNull();
  expect(decideFor([], [variant('v', { when: { 'signals.gone': 0 } })]).variant).toBeNull();
});

it('keeps to the schedule, and knows when it begins and ends', () => {
  const from = '2026-11-24T13:00:00Z';
  const until = '2026-11-24T14:00:00+00:00';
  const timed = [variant('v', { schedule: { from, until } })];
  expect(decideFor([], timed)).toMatchObject({ variant: null, until: Date.parse(from) });
  expect(decideFor([], timed, Date.parse(from))).toMatchObject({
    variant: key('v'),
    until: Date.parse(until),
  });
  expect(decideFor([], timed, Date.parse(until))).toMatchObject({ variant: null, until: Infinity });
});
