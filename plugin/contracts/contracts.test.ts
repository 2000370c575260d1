import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkContent, checkSignal, SIGNAL_KINDS, TEMPLATES } from '@tessera/model';
import { IntlMessageFormat } from 'intl-messageformat';
import { contentTypes } from '../server/src/content-types';
import { CONTENT_EXAMPLES } from './examples';
import { FIELD_TEXTS } from './field-texts';
import { CUSTOM_FIELD_TYPES, CUSTOM_FIELDS, KINDS, kindOf, UID } from './ids';
import { readJsonText } from './json-text';
import { kindsWith, SIGNAL_FIELDS, type SignalKind } from './signal-fields';

/** All areas of one language. */
const texts = (locale: string): Record<string, string> => {
  const folder = path.join(__dirname, `../admin/src/translations/${locale}`);
  const areas = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.assign({}, ...areas.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
};

it('every template has an example that is right', () => {
  expect(Object.keys(CONTENT_EXAMPLES)).toEqual([...TEMPLATES]);
  for (const template of TEMPLATES) {
    expect(checkContent(template, CONTENT_EXAMPLES[template])).toMatchObject({ ok: true });
  }
});

it('the fields of each kind of signal are those the model knows', () => {
  expect(Object.keys(SIGNAL_FIELDS)).toEqual([...SIGNAL_KINDS]);
  const some: Record<string, unknown> = {
    event: 'click',
    value: 'props.ms',
    where: {},
    window: 'session',
    scale: 2,
    max: 9,
    weights: [{ event: 'click', weight: 1 }],
    halfLife: '5m',
  };
  for (const kind of Object.keys(SIGNAL_FIELDS) as SignalKind[]) {
    const all = Object.fromEntries(SIGNAL_FIELDS[kind].map((field) => [field, some[field]]));
    expect(checkSignal({ key: 'a', kind, ...all })).toMatchObject({ ok: true });
    for (const stranger of Object.keys(some).filter((field) => !(field in all))) {
      expect(checkSignal({ key: 'a', kind, ...all, [stranger]: some[stranger] })).toMatchObject({
        ok: false,
      });
    }
  }
  expect(kindsWith('value')).toEqual(['sum', 'max', 'min', 'last', 'first', 'distinct']);
});

it('content types are known by their uid, and every field has its text', () => {
  for (const kind of KINDS) {
    expect(kindOf(UID[kind])).toBe(kind);
    expect(UID[kind]).toBe(`plugin::tessera.${contentTypes[kind].schema.info.singularName}`);
    expect(Object.keys(FIELD_TEXTS[kind]).sort()).toEqual(
      Object.keys(contentTypes[kind].schema.attributes).sort(),
    );
  }
  expect(kindOf('api::article.article')).toBeUndefined();
  expect(Object.keys(CUSTOM_FIELDS)).toEqual(Object.keys(CUSTOM_FIELD_TYPES));
});

/** As far as we read what a text of react-intl is made of. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
  readonly children?: readonly Part[];
}
const LITERAL = 0;
const COUNT = 7;

/** The values that a text wants, in all of its branches. */
const namesIn = (parts: readonly unknown[]): string[] =>
  (parts as readonly Part[]).flatMap(({ type, value = '', options = {}, children = [] }) => [
    ...(type === LITERAL || type === COUNT ? [] : [value]),
    ...Object.values(options).flatMap((option) => namesIn(option.value)),
    ...namesIn(children),
  ]);

describe('translations', () => {
  const en = texts('en');
  const es = texts('es');
  const fields = KINDS.flatMap((kind) => Object.keys(FIELD_TEXTS[kind]).map((field) => `${kind}.${field}`));

  it('Spanish has every text English has, and the labels and hints of all fields', () => {
    const wanted = [
      ...Object.keys(en),
      ...fields.map((field) => `field.${field}`),
      ...fields.map((field) => `hint.${field}`),
    ];
    expect(Object.keys(es).sort()).toEqual(wanted.sort());
  });

  it('both use the same values', () => {
    const valuesIn = (text = '') => [...new Set(namesIn(new IntlMessageFormat(text, 'en').getAst()))].sort();
    for (const [id, text] of Object.entries(en)) expect([id, valuesIn(es[id])]).toEqual([id, valuesIn(text)]);
  });
});

describe('readJsonText', () => {
  it.each([
    ['{ "a": 1 }', { kind: 'value', value: { a: 1 } }],
    ['null', { kind: 'value', value: null }],
    [' \n ', { kind: 'empty' }],
    ['{\n  "a": 1,\n  "b" 2\n}', { kind: 'broken', line: 3, column: 7, problem: 'colon expected' }],
    ['{ "a": 1, }', { kind: 'broken', line: 1, column: 11, problem: 'property name expected' }],
    ['{ "a": 1 } x', { kind: 'broken', line: 1, column: 12, problem: 'invalid symbol' }],
    ['{ /* no */ }', { kind: 'broken', line: 1, column: 3, problem: 'invalid comment token' }],
  ])('%s', (text, expected) => {
    expect(readJsonText(text)).toEqual(expected);
  });
});
