import { type Context, type Json, lookUp, TOLD_FIELDS } from '@tessera/model';
import type { Stamps } from '../../engine/visitor.js';
import type { ByteReader, ByteWriter } from './bytes.js';

/** A group of fields and when each was written, as `Visitor` holds them. */
interface Group<T> {
  readonly fields: T;
  readonly stamps: Stamps;
}

const NONE: Group<never> = { fields: {} as never, stamps: {} };
const PATHS = TOLD_FIELDS.map((field) => field.split('.'));

/** The values of all context fields in their order: without their names, a context takes a third. */
export function contextText(context: Context): string {
  const known = texts.get(context);
  if (known !== undefined) return known;
  const values = PATHS.map((path) => lookUp(context, path) ?? null);
  while (values.length > 0 && values.at(-1) === null) values.pop();
  const text = JSON.stringify(values);
  texts.set(context, text);
  return text;
}

/** What nobody changes in place need not be written twice. */
const texts = new WeakMap<Context, string>();

export function contextOf(text: string): Context {
  const known = contexts.get(text);
  if (known) return known;
  const values = JSON.parse(text) as Json;
  if (!Array.isArray(values)) throw new SyntaxError('holds no context');
  const context: Record<string, unknown> = {};
  for (const [i, value] of values.entries()) {
    const [group = '', ...rest] = PATHS[i] ?? [];
    // Older versions kept what browsers said of their visits behind the fields there are now.
    if (value === null || group === '') continue;
    let holder = context;
    let name = group;
    for (const part of rest) {
      holder[name] ??= {};
      holder = holder[name] as Record<string, unknown>;
      name = part;
    }
    holder[name] = value;
  }
  if (contexts.size >= MOST_CONTEXTS) contexts.clear();
  contexts.set(text, context);
  texts.set(context, text);
  return context;
}

/** Many visitors have the same context, and nobody changes one in place. Begun anew when it is full. */
const contexts = new Map<string, Context>();
const MOST_CONTEXTS = 5_000;

/** `text` says what the fields are; stamps are kept as distances from `base`, one for all where they agree. */
export function writeGroup<T extends object>(
  writer: ByteWriter,
  { fields, stamps }: Group<T>,
  base: number,
  textOf: (fields: T) => string,
): void {
  const times = Object.values(stamps);
  if (times.length === 0) {
    writer.byte(0);
    return;
  }
  const same = times.every((time) => time === times[0]);
  writer.byte(same ? 1 : 2);
  writer.text(textOf(fields));
  if (same) writer.int((times[0] as number) - base);
  else writer.text(JSON.stringify(Object.fromEntries(entriesFrom(stamps, -base))));
}

export function readGroup<T extends object>(
  reader: ByteReader,
  base: number,
  fieldsOf: (text: string) => T,
): Group<T> {
  const form = reader.byte();
  if (form === 0) return NONE;
  if (form > 2) throw new RangeError(`holds a group in form ${form}`);
  const fields = fieldsOf(reader.text());
  if (form === 2) {
    const distances = JSON.parse(reader.text()) as Stamps;
    return { fields, stamps: Object.fromEntries(entriesFrom(distances, base)) };
  }
  const at = reader.int() + base;
  return { fields, stamps: Object.fromEntries(Object.keys(fields).map((key) => [key, at])) };
}

const entriesFrom = (stamps: Stamps, distance: number): [string, number][] =>
  Object.entries(stamps).map(([key, at]) => [key, at + distance]);
