import { checkContent, TEMPLATES, type Template } from '@tessera/model';
import fc from 'fast-check';
import { CONTENT_EXAMPLES } from '../../../../contracts/examples';
import {
  type Comparison,
  readComparison,
  withCell,
  withItemAdded,
  withItemMoved,
  withItemRemoved,
  withRowAdded,
  withRowMoved,
  withRowNamed,
  withRowRemoved,
} from './comparison';
import { isWithin, type Path, placeOf, storedText, valueAt, withPart, withValue } from './edit';
import { DIRECTIVES, FORMS, namesIn, TONES } from './forms';

const key = fc.constantFrom('title', 'text', 'cta', 'label', 'image', 'later', '__proto__');
const json = fc.jsonValue({ maxDepth: 3 });
/** Contents as an editor of the future may have left them: our fields, of any shape, among others. */
const content = fc
  .array(fc.tuple(key, fc.oneof(json, fc.dictionary(key, json))), { maxLength: 6 })
  // Through text, as it is stored: a key such as __proto__ is an own one, and -0 is no other number.
  .map((entries) =>
    parsed(
      `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
    ),
  );
const parsed = (text: string): Record<string, unknown> => JSON.parse(text);
const path: fc.Arbitrary<Path> = fc.array(key, { minLength: 1, maxLength: 2 });

describe('editing JSON at a path', () => {
  it('putting back what stands there changes nothing, not even the order of keys', () => {
    fc.assert(
      fc.property(content, path, (stored, where) => {
        const value = valueAt(stored, where);
        fc.pre(value !== undefined);
        expect(JSON.stringify(withValue(stored, where, value))).toBe(JSON.stringify(stored));
      }),
    );
  });

  it('what was put there stands there, and nothing beside it has changed', () => {
    fc.assert(
      fc.property(content, key, fc.string(), (stored, name, text) => {
        const before = JSON.stringify(stored);
        const next = withValue(stored, [name], text) as Record<string, unknown>;
        expect(valueAt(next, [name])).toBe(text);
        const others = (object: Record<string, unknown>) =>
          JSON.stringify(Object.entries(object).filter(([each]) => each !== name));
        expect(others(next)).toBe(others(stored));
        expect(JSON.stringify(stored)).toBe(before);
      }),
    );
  });

  it('taking away what was not there before gives what was there before', () => {
    fc.assert(
      fc.property(content, key, json, (stored, name, value) => {
        fc.pre(!Object.hasOwn(stored, name));
        const there = withValue(stored, [name], value);
        expect(JSON.stringify(withValue(there, [name], undefined))).toBe(JSON.stringify(stored));
      }),
    );
  });

  it('a part goes when its last field goes, but not while it holds something the form does not know', () => {
    const one = withPart({ title: 'A' }, ['cta'], 'label', 'Go');
    expect(one).toEqual({ title: 'A', cta: { label: 'Go' } });
    expect(withPart(one, ['cta'], 'label', undefined)).toEqual({ title: 'A' });
    const more = { cta: { label: 'Go', later: 1 } };
    expect(withPart(more, ['cta'], 'label', undefined)).toEqual({ cta: { later: 1 } });
  });

  it('an empty text is left out where it may be', () => {
    expect([storedText('', false), storedText('', true), storedText('a', false)]).toEqual([
      undefined,
      '',
      'a',
    ]);
  });
});

it('places are written as refusals write them', () => {
  const checked = checkContent('comparison', {
    title: 'A',
    rows: ['x'],
    items: [{ name: 'N', values: [1], image: { src: '' } }],
  });
  const places = checked.ok ? [] : checked.refusals.map(({ place }) => place.replace('content.', ''));
  expect(places).toEqual(
    expect.arrayContaining([placeOf(['items', 0, 'values', 0]), placeOf(['items', 0, 'image', 'src'])]),
  );
  expect(isWithin('items[0].values[0]', 'items[0]')).toBe(true);
  expect(isWithin('items[0].values[0]', 'items[0].values')).toBe(true);
  expect(isWithin('titles', 'title')).toBe(false);
});

describe('forms', () => {
  const good: Record<string, unknown> = {
    eyebrow: 'E',
    title: 'T',
    text: 'X',
    expired: 'Over',
    ends: '2030-01-01T00:00:00Z',
    cta: { label: 'Go', href: '/' },
    image: { src: '/a.svg', alt: '', width: 1, height: 1 },
    rows: ['R'],
    items: [{ name: 'I', values: [] }],
    html: '<p></p>',
  };
  const filled = (template: Template, names: readonly string[], extra: object = {}) =>
    checkContent(template, { ...Object.fromEntries(names.map((name) => [name, good[name]])), ...extra });

  it.each([...TEMPLATES])(
    'of %s names exactly the fields there are, and knows which are needed',
    (template) => {
      const extras = {
        ...(namesIn(template).includes('tone') ? { tone: TONES[1] } : {}),
        ...(template === 'directives' ? { directives: [...DIRECTIVES] } : {}),
      };
      expect(filled(template, namesIn(template), extras)).toMatchObject({ ok: true });
      expect(namesIn(template)).toEqual(expect.arrayContaining(Object.keys(CONTENT_EXAMPLES[template])));
      // No field of any other form is one of this template's.
      for (const name of Object.keys(good).filter((each) => !namesIn(template).includes(each))) {
        expect(filled(template, [...namesIn(template), name], extras)).toMatchObject({ ok: false });
      }
      for (const { name, required } of FORMS[template]) {
        if (name === 'table' || name === 'tone' || name === 'directives') continue;
        const without = namesIn(template).filter((each) => each !== name);
        expect([name, filled(template, without, extras).ok]).toEqual([name, !required]);
      }
    },
  );

  it('offer every tone and every directive', () => {
    for (const tone of TONES) expect(checkContent('banner', { title: 'T', tone }).ok).toBe(true);
    const refused = checkContent('banner', { title: 'T', tone: 'x' });
    expect(refused.ok ? '' : refused.refusals[0]?.message).toBe(`must be one of ${TONES.join(', ')}`);
    const wrong = checkContent('directives', { directives: ['x'] });
    expect(wrong.ok ? '' : wrong.refusals[0]?.message).toBe(`must be one of ${DIRECTIVES.join(', ')}`);
  });
});

describe('a comparison', () => {
  const text = fc.string({ maxLength: 4 });
  const tables = fc.record({
    title: text,
    rows: fc.array(text, { minLength: 1, maxLength: 5 }),
    items: fc.array(fc.record({ name: text, later: json, values: fc.array(text, { maxLength: 6 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    later: json,
  });
  const read = (stored: unknown): Comparison => readComparison(stored) ?? { rows: [], items: [] };
  /** What a reader sees: each row with its cells. */
  const seen = (stored: unknown) => {
    const { rows, items } = read(stored);
    return rows.map((row, at) => [row, ...items.map(({ values }) => values[at] ?? '')]);
  };
  const names = (stored: unknown) => read(stored).items.map(({ item }) => [item.name, item.later]);
  const moved = <Item>(list: readonly Item[], from: number, to: number) => {
    const copy = [...list];
    copy.splice(to, 0, ...copy.splice(from, 1));
    return copy;
  };

  it('keeps cells beside their rows, whatever is done to rows and items', () => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.nat(), text, (stored, one, other, word) => {
        const [rows, items] = [stored.rows.length, stored.items.length];
        const table = read(stored);
        const before = seen(stored);
        const [from, to] = [one % rows, other % rows];
        expect(seen(withRowMoved(stored, table, from, to))).toEqual(moved(before, from, to));
        expect(seen(withRowRemoved(stored, table, from))).toEqual(before.filter((_, at) => at !== from));
        expect(seen(withRowNamed(stored, table, from, word))).toEqual(
          before.map((row, at) => (at === from ? [word, ...row.slice(1)] : row)),
        );
        const cell = other % items;
        expect(seen(withCell(stored, table, cell, from, word))).toEqual(
          before.map((row, at) =>
            at === from ? row.map((each, column) => (column === cell + 1 ? word : each)) : row,
          ),
        );
        expect(names(withItemMoved(stored, table, 0, cell))).toEqual(moved(names(stored), 0, cell));
        expect(names(withItemRemoved(stored, table, cell))).toEqual(
          names(stored).filter((_, at) => at !== cell),
        );
        expect(names(withItemAdded(stored, table))).toEqual([...names(stored), ['', undefined]]);
        for (const next of [withRowMoved(stored, table, from, to), withItemAdded(stored, table)])
          expect(next).toMatchObject({ title: stored.title, later: stored.later });
      }),
    );
  });

  it('a new row is empty where no cell was kept for it', () => {
    const stored = { rows: ['a'], items: [{ name: 'I', values: ['1'] }] };
    expect(seen(withRowAdded(stored, read(stored)))).toEqual([
      ['a', '1'],
      ['', ''],
    ]);
  });

  it.each([
    [{ rows: 'a' }],
    [{ items: {} }],
    [{ items: ['a'] }],
    [{ items: [{ values: [1] }] }],
    [{ rows: [1] }],
  ])('%j cannot be shown as a table', (stored) => {
    expect(readComparison(stored)).toBeNull();
  });
});
