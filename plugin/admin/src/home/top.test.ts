import type { LiveSegment } from '../../../contracts/answers';
import { topSegments } from './top';

const live = (name: string, active: number, share: number): LiveSegment => ({
  key: name,
  name,
  parent: null,
  closed: null,
  active,
  share,
});

it('the largest first, nobody’s not at all, and no more than asked for', () => {
  const all = [live('none', 0, 0), live('b', 2, 0.2), live('a', 2, 0.2), live('big', 5, 0.5)];
  expect(topSegments(all, 2).map(({ name }) => name)).toEqual(['big', 'a']);
  expect(topSegments(all, 9).map(({ name }) => name)).toEqual(['big', 'a', 'b']);
});
