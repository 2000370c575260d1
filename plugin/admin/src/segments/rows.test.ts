import type { DefinitionOption, LiveSegment } from '../../../contracts/answers';
import type { KeyUse, UsageAnswer } from '../../../contracts/usage';
import { segmentRows } from './rows';

const option = (key: string, status: 'draft' | 'published' = 'published'): DefinitionOption => ({
  key,
  name: `Name of ${key}`,
  documentId: `doc-${key}`,
  status,
});
const live = (key: string, parent: string | null, share: number): LiveSegment => ({
  key,
  name: `Live ${key}`,
  parent,
  closed: null,
  active: 1,
  share,
});
const use = (key: string, field: KeyUse['field'], published = false): KeyUse => ({
  kind: field.startsWith('segments') ? 'variant' : 'segment',
  documentId: `doc-${key}`,
  key,
  name: key,
  field,
  draft: true,
  published,
});
const usage = (segment: UsageAnswer['segment']): UsageAnswer => ({
  signal: {},
  segment,
  slot: {},
  variant: {},
  mapping: {},
});
const placed = (...given: Parameters<typeof segmentRows>) =>
  segmentRows(...given).map(({ segment, level }) => `${level} ${segment.key}`);

it('shows drafts at their place, and what is live by its size', () => {
  const rows = {
    options: [option('small'), option('big'), option('planned', 'draft'), option('child')],
    usage: usage({ big: [use('planned', 'parent'), use('child', 'parent', true)] }),
    live: [live('small', null, 0.1), live('big', null, 0.5), live('child', 'big', 0.2)],
  };
  expect(placed(rows)).toEqual(['0 big', '1 child', '1 planned', '0 small']);
  const planned = segmentRows(rows).find(({ segment }) => segment.key === 'planned')?.segment;
  expect(planned).toMatchObject({ status: 'draft', live: null, parent: 'big', documentId: 'doc-planned' });
});

it('children are no uses; everything else that names a segment is', () => {
  const [row] = segmentRows({
    options: [option('constructor'), option('other')],
    usage: usage({ constructor: [use('other', 'parent'), use('v', 'segments.any'), use('other', 'when')] }),
    live: [],
  });
  expect(row?.segment.key).toBe('constructor');
  expect(row?.segment.uses.map(({ field }) => field)).toEqual(['segments.any', 'when']);
  const [unused] = segmentRows({ options: [option('constructor')], usage: usage({}), live: [] });
  expect(unused?.segment.uses).toEqual([]);
});

it('where draft and published form differ, the published parent counts', () => {
  const uses = usage({ a: [use('child', 'parent', true)], b: [use('child', 'parent')] });
  const options = [option('a'), option('b'), option('child')];
  expect(placed({ options, usage: uses, live: [] })).toEqual(['0 a', '1 child', '0 b']);
});

it('none is missing: not drafts that go in a circle, nor what only the server knows', () => {
  const uses = usage({ a: [use('b', 'parent')], b: [use('a', 'parent')] });
  expect(placed({ options: [option('a', 'draft'), option('b', 'draft')], usage: uses, live: [] })).toEqual([
    '0 a',
    '0 b',
  ]);
  const [row] = segmentRows({ options: [], usage: undefined, live: [live('x', null, 0.1)] });
  expect(row?.segment).toMatchObject({ name: 'Live x', status: 'unknown', documentId: undefined });
});
