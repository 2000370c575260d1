import type { SignalEstimate } from '../../../contracts/live';
import { fitting } from '../shared/fitting';
import { bars, MOST_BARS } from './estimate/bars';
import { draftSignal } from './estimate/draft-signal';
import { groupsFitting, wordedChoices } from './ready-made/choices';
import { valuePaths } from './value/value-suggestions';

describe('the signal in the form', () => {
  it('is judged in its catalog form, without what its kind does not have', () => {
    const form = {
      key: 'a',
      name: 'A',
      kind: 'count',
      event: 'click',
      value: 'props.ms',
      window: '',
      where: '',
    };
    expect(draftSignal(form)).toEqual({
      kind: 'right',
      signal: { key: 'draft', name: null, kind: 'count', event: 'click' },
    });
  });

  it('needs no key; what is missing is told apart from what is wrong', () => {
    expect(draftSignal({ kind: 'sum', event: 'dwell' })).toEqual({ kind: 'incomplete', fields: ['value'] });
    expect(draftSignal({ kind: 'score', weights: [] })).toEqual({ kind: 'incomplete', fields: ['weights'] });
    expect(draftSignal({ kind: 'count', event: 'Click!' })).toMatchObject({
      kind: 'wrong',
      refusals: [{ place: 'event' }],
    });
  });

  it('JSON fields may still be texts; one that is not JSON is wrong', () => {
    expect(draftSignal({ kind: 'count', event: 'click', where: '{"props.element":"buy"}' })).toMatchObject({
      kind: 'right',
      signal: { where: { 'props.element': 'buy' } },
    });
    expect(draftSignal({ kind: 'count', event: 'click', where: '{"props' })).toMatchObject({
      kind: 'wrong',
      refusals: [{ place: 'where' }],
    });
  });
});

describe('properties to choose from', () => {
  const paths = (event: string, kind: string, live: string[] = []) =>
    valuePaths(event, kind, live).map(({ path }) => path);

  it('are those the event has; kinds that add or compare want numbers', () => {
    expect(paths('scroll', 'max')).toEqual(['props.depth', 'props.velocity', 'props.half_ms']);
    expect(paths('cart_add', 'sum')).toEqual(['props.value', 'props.quantity']);
    expect(paths('click', 'last')).toEqual(
      expect.arrayContaining(['props.index', 'props.element', 'page.category']),
    );
  });

  it('and those that visitors brought, if a signal may name them', () => {
    expect(paths('my_event', 'sum', ['stars', 'not a name'])).toEqual(['props.stars']);
    expect(paths('dwell', 'sum', ['ms', 'extra'])).toEqual(['props.ms', 'props.extra']);
  });
});

it('suggestions are found by value or words, without case and accents, each once', () => {
  const all = [
    { value: 'cart_add', words: 'Se añadió algo' },
    { value: 'cart_add', words: 'twice' },
    { value: 'click' },
  ];
  const found = (typed: string) => fitting(all, typed).map(({ value }) => value);
  expect(['', 'ANADIO', 'cli', 'twice', 'zzz'].map(found)).toEqual([
    ['cart_add', 'click'],
    ['cart_add'],
    ['click'],
    [],
    [],
  ]);
});

it('bars are as high as their share of the highest, and not more than there is room for', () => {
  const bucket = (from: number, visitors: number) => ({ from, to: from + 1, visitors });
  const buckets: NonNullable<SignalEstimate['numbers']>['buckets'] = [
    bucket(0, 1),
    bucket(1, 4),
    bucket(2, 0),
  ];
  expect(bars(buckets).map(({ height }) => height)).toEqual([0.25, 1, 0]);
  expect(bars([bucket(0, 0)])).toEqual([{ height: 0, left: 0, width: 1 }]);
  expect(bars(Array.from({ length: 99 }, (_, at) => bucket(at, 1)))).toHaveLength(MOST_BARS);
});

it('ready-made signals are found by what they are called, what they are for, and their event', () => {
  const choices = wordedChoices(
    (key) => `Name of ${key}`,
    (key) => `About ${key}`,
  );
  const keys = (search: string) =>
    groupsFitting(choices, search).flatMap((group) => group.choices.map(({ signal }) => signal.key));
  expect(keys('')).toHaveLength(choices.length);
  expect(keys('since_cart')).toEqual(['since_cart']);
  expect(keys('video_drop')).toEqual(['video_drops', 'video_drop_percent']);
  expect(groupsFitting(choices, 'no such thing')).toEqual([]);
});
