import type { PrioritiesAnswer, PriorityVariant } from '../../../../contracts/priorities';
import { alsoChanged, changesFor, publishingOf } from './slot-order';

const variant = (
  documentId: string,
  priority: number,
  over: Partial<PriorityVariant> = {},
): PriorityVariant => ({
  documentId,
  key: documentId,
  name: documentId,
  slots: [],
  priority,
  live: priority,
  pending: false,
  depth: -1,
  segments: { any: [], all: [], none: [] },
  conditional: false,
  schedule: { from: null, until: null },
  changedAt: '2026-11-24T00:00:00Z',
  ...over,
});
const hero = { key: 'hero', name: 'Hero', fallback: null, order: ['a', 'b', 'c'] };
const answer: PrioritiesAnswer = {
  version: 'v',
  variants: [
    variant('a', 30),
    variant('b', 20, { live: 25 }),
    variant('c', 10, { live: null }),
    variant('d', 35),
    variant('e', 5),
  ],
  slots: [
    hero,
    { key: 'passed', name: 'Passed', fallback: null, order: ['d', 'b'] },
    { key: 'kept', name: 'Kept', fallback: null, order: ['b', 'e'] },
    { key: 'elsewhere', name: 'Elsewhere', fallback: null, order: ['d', 'e'] },
  ],
  leftOut: [],
};

it('a moved variant is given a priority; other slots in which it passes somebody are named', () => {
  const changes = changesFor(answer, hero, { order: ['b', 'a', 'c'], moved: new Set(['b']) });
  expect(changes).toEqual(new Map([['b', 40]]));
  expect(alsoChanged(answer, hero, changes ?? new Map())).toEqual(['Passed']);
  expect(changesFor(answer, hero, { order: hero.order, moved: new Set() })).toEqual(new Map());
  expect(alsoChanged(answer, hero, new Map())).toEqual([]);
});

it('of equal priority in another slot, the earlier one stays first', () => {
  expect(alsoChanged(answer, hero, new Map([['b', 35]]))).toEqual([]);
  expect(alsoChanged(answer, hero, new Map([['b', 36]]))).toEqual(['Passed']);
});

describe('publishing', () => {
  const ids = (list: readonly PriorityVariant[]) => list.map(({ documentId }) => documentId);

  it('is of those whose published priority is another, also from an earlier save', () => {
    const { plain, pending, drafts } = publishingOf(answer, hero, new Map([['a', 50]]));
    expect([ids(plain), ids(pending), ids(drafts)]).toEqual([['a', 'b'], [], []]);
    expect(ids(publishingOf(answer, hero, new Map([['b', 25]])).plain)).toEqual([]);
  });

  it('tells those apart that have other changes, and drafts', () => {
    const edited = {
      ...answer,
      variants: answer.variants.map((one) => ({ ...one, pending: one.documentId === 'b' })),
    };
    const { plain, pending, drafts } = publishingOf(edited, hero, new Map([['c', 100]]));
    expect([ids(plain), ids(pending), ids(drafts)]).toEqual([[], ['b'], ['c']]);
  });
});
