import type { History } from '../../../contracts/live';
import { trendOf } from './trend-points';

const history = (points: readonly (number | null)[]): History => ({
  since: 0,
  from: 0,
  stepMs: 30_000,
  active: [],
  segments: { hot: points },
});

it('says from what to what, over how long, beginning where something is known', () => {
  expect(trendOf(history([null, null, 4, null, 9]), 'hot')).toEqual({
    points: [4, null, 9],
    first: 4,
    last: 9,
    minutes: 1,
  });
});

it.each([
  ['hot', []],
  ['hot', [null, 3, null]],
  ['cold', [1, 2, 3]],
  ['constructor', [1, 2, 3]],
])('of %s in %j there is no line', (key, points) => {
  expect(trendOf(history(points), key)).toBeNull();
});
