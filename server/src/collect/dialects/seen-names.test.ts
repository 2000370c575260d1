import fc from 'fast-check';
import { MOST_SEEN, SeenNames } from './seen-names.js';

it('counts each name of each tag apart, those that came last first', () => {
  const seen = new SeenNames();
  seen.note('segment', 'Lead', 1);
  seen.note('mixpanel', 'Lead', 2);
  seen.note('segment', 'Lead', 5);
  seen.note('segment', 'constructor', 3);
  expect(seen.list()).toEqual([
    { tag: 'segment', event: 'Lead', count: 2, lastAt: 5 },
    { tag: 'segment', event: 'constructor', count: 1, lastAt: 3 },
    { tag: 'mixpanel', event: 'Lead', count: 1, lastAt: 2 },
  ]);
});

it('a name that no mapping could have is not kept', () => {
  const seen = new SeenNames();
  seen.note('segment', 'x'.repeat(256), 1);
  expect(seen.list()).toEqual([]);
});

it('property: however many names come, those of a tag that came last are kept, and no more', () => {
  const names = fc.array(fc.integer({ min: 0, max: 2 * MOST_SEEN }), {
    minLength: MOST_SEEN,
    maxLength: 3 * MOST_SEEN,
    size: 'max',
  });
  fc.assert(
    fc.property(names, (given) => {
      const seen = new SeenNames();
      for (const [at, name] of given.entries()) seen.note('snowplow', `e${name}`, at);
      const latest = [...new Set([...given].reverse())].slice(0, MOST_SEEN).map((name) => `e${name}`);
      expect(seen.list().map(({ event }) => event)).toEqual(latest);
    }),
    { numRuns: 100 },
  );
});
