import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkCatalog, checkSignal } from '@tessera/model';
import en from '../admin/src/translations/en/signals.json';
import es from '../admin/src/translations/es/signals.json';
import { EVENT_TYPES, type EventProp, propsOf } from './event-types';
import { READY_LIST, readyEntry } from './ready-signals';

const entries = READY_LIST.map((signal) => readyEntry(signal, en[`signals.ready.${signal.key}`]));
/** Types of events a signal is folded from. */
const eventsOf = ({ event, weights = [] }: (typeof READY_LIST)[number]) => [
  ...(event ? [event] : []),
  ...weights.map((weight) => weight.event),
];

it.each(entries.map((entry) => [entry.key, entry]))('%s is a signal the model takes', (_, entry) => {
  expect(checkSignal(entry)).toMatchObject({ ok: true });
});

it('together they make a catalog', () => {
  const catalog = {
    version: 'ready',
    signals: entries,
    segments: [],
    slots: [],
    variants: [],
    experiments: [],
  };
  expect(checkCatalog(catalog)).toMatchObject({ ok: true });
});

it('there is one for every event that has a meaning', () => {
  expect(new Set(READY_LIST.flatMap(eventsOf))).toEqual(new Set(Object.keys(EVENT_TYPES)));
});

it('each reads a property that its event has; those that add or compare, a number', () => {
  for (const { key, event, value, kind } of READY_LIST) {
    const name = /^props\.(.+)$/.exec(value ?? '')?.[1];
    if (name === undefined) continue;
    const prop: EventProp | undefined = propsOf(event)[name];
    expect([key, prop === undefined]).toEqual([key, false]);
    if (['sum', 'max', 'min'].includes(kind)) expect([key, prop?.type]).toEqual([key, 'number']);
  }
});

it('each has a name of its own and says what it is good for, in every language', () => {
  for (const texts of [en, es]) {
    const names = READY_LIST.map(({ key }) => texts[`signals.ready.${key}`]);
    expect(new Set(names).size).toBe(READY_LIST.length);
    for (const { key } of READY_LIST) expect(texts[`signals.ready.${key}.about`]).toMatch(/\.$/);
  }
});

it('the events are those that the tag sends', () => {
  const tag = path.join(__dirname, '../../beacon/src');
  const files = ['core', 'behaviours'].flatMap((room) =>
    readdirSync(path.join(tag, room)).map((file) => path.join(tag, room, file)),
  );
  const sent = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/emit\('(\w+)'/g)].map(([, type]) => type),
  );
  expect(sent).toEqual(
    expect.arrayContaining(['page_view', 'click', 'rage_click', 'dead_click', 'scroll', 'dwell']),
  );
  expect(Object.keys(EVENT_TYPES)).toEqual(expect.arrayContaining(sent));
});
