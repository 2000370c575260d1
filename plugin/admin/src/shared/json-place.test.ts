import { lineOfPlace } from './json-place';

const TEXT = `{
  "$or": [
    { "signals.clicks": { "$gt": 1 } },
    {
      "signals": { "clicks": 5 },
      "signals.clicks": {
        "$gtt": 1
      }
    }
  ],
  "traits.a.b":
    7
}`;

it.each([
  ['', 1],
  ['$or', 2],
  ['$or[0].signals.clicks.$gt', 3],
  ['$or[1]', 4],
  ['$or[1].signals.clicks', 5],
  ['$or[1].signals.clicks.$gtt', 7],
  ['traits.a.b', 11],
  ['traits.a.b.c', 11],
  ['traits.unknown', 1],
  ['$or[7].x', 2],
])('%s is on line %s', (place, line) => {
  expect(lineOfPlace(TEXT, place)).toBe(line);
});

it('what is no JSON has no places', () => {
  expect(lineOfPlace('', 'a')).toBeNull();
});
