import { isJsonObject, type JsonObject } from '@tessera/model';
import type { Engine } from '../../engine/engine.js';
import type { Entries } from '../../engine/entries.js';
import { hash32 } from '../../engine/hash.js';
import { Memberships } from '../../engine/memberships.js';
import { idsInOrder, recentIdsOf } from '../../engine/recent-ids.js';
import { SignalStates } from '../../engine/signal-states.js';
import { Visitor } from '../../engine/visitor.js';
import { ByteReader, ByteWriter } from './bytes.js';
import { contextOf, contextText, readGroup, writeGroup } from './groups.js';

/**
 * A visitor as bytes, in memory and on disk alike: some 300 of them with ten signals, where objects would take
 * 3,000. Times are distances from `seenAt`, signals go by their definition's fingerprint and segments by their
 * key's hash, so that the bytes mean the same under any catalog.
 */
const FORM = 2;

/** What a catalog numbers, by what stored bytes call it. */
export interface Names {
  readonly engine: Engine;
  readonly signals: ReadonlyMap<number, number>;
  readonly segments: ReadonlyMap<number, string>;
  readonly segmentHash: ReadonlyMap<string, number>;
}

export function namesOf(engine: Engine): Names {
  const segmentHash = new Map(engine.segments.map(({ key }) => [key, hash32(key)]));
  return {
    engine,
    signals: new Map(engine.signals.map(({ fingerprint, number }) => [fingerprint, number])),
    segments: new Map([...segmentHash].map(([key, hash]) => [hash, key])),
    segmentHash,
  };
}

const writer = new ByteWriter();
const reader = new ByteReader();
const jsonText = (fields: object): string => JSON.stringify(fields);
function jsonOf(text: string): JsonObject {
  const json: unknown = JSON.parse(text);
  if (!isJsonObject(json)) throw new SyntaxError('holds no fields');
  return json;
}

/** The bytes of a visitor; they stay the caller's only until the next call. */
export function pack(visitor: Visitor, { engine, segmentHash }: Names): Buffer {
  const { seenAt, stamps } = visitor;
  writer.at = 0;
  writer.byte(FORM);
  writer.ascii(visitor.id);
  writer.uint(seenAt);
  writer.int(visitor.createdAt - seenAt);
  writer.int(visitor.evaluatedAt - seenAt);
  writer.uint(visitor.until === Infinity ? 0 : Math.max(0, visitor.until));
  writer.uint(visitor.pageAt);
  writeTimes(visitor.sessions, seenAt);
  writeGroup(writer, { fields: visitor.context, stamps: stamps.context }, seenAt, contextText);
  writeGroup(writer, { fields: visitor.traits, stamps: stamps.traits }, seenAt, jsonText);
  writeGroup(writer, { fields: visitor.consent, stamps: stamps.consent }, seenAt, jsonText);
  const ids = idsInOrder(visitor.recentIds);
  writer.uint(ids.length);
  for (const id of ids) writer.fixed(id, 5);
  writer.uint(visitor.segments.size);
  for (const [key, enteredAt] of visitor.segments) {
    writer.fixed(segmentHash.get(key) ?? hash32(key), 4);
    writer.int(enteredAt - seenAt);
  }
  for (const { number, fingerprint } of engine.signals) {
    const entries = visitor.signals.entries(number);
    if (!entries) continue;
    writer.uint(entries.length / 2);
    writer.fixed(fingerprint, 4);
    writeEntries(entries, seenAt);
  }
  writer.uint(0);
  return writer.bytes.subarray(0, writer.at);
}

/** Throws a RangeError or SyntaxError if the bytes are no visitor's. What the catalog does not know is left out. */
export function unpack(bytes: Buffer, from: number, to: number, { signals, segments }: Names): Visitor {
  const { id, seenAt } = readHead(bytes, from, to);
  const createdAt = reader.int() + seenAt;
  const evaluatedAt = reader.int() + seenAt;
  const until = reader.uint();
  const pageAt = reader.uint();
  const sessions = readTimes(seenAt);
  const context = readGroup(reader, seenAt, contextOf);
  const traits = readGroup(reader, seenAt, jsonOf);
  const consent = readGroup(reader, seenAt, jsonOf);
  const recentIds: number[] = [];
  for (let left = reader.uint(); left > 0; left--) recentIds.push(reader.fixed(5));
  const entered = new Memberships();
  for (let left = reader.uint(); left > 0; left--) {
    const key = segments.get(reader.fixed(4));
    const enteredAt = reader.int() + seenAt;
    if (key !== undefined) entered.set(key, enteredAt);
  }
  const states = new SignalStates();
  for (let count = reader.uint(); count > 0; count = reader.uint()) {
    const number = signals.get(reader.fixed(4));
    if (count === 1) {
      const time = reader.int() + seenAt;
      const value = reader.value();
      if (number !== undefined) states.put(number, time, value);
    } else {
      const entries = readEntries(count, seenAt);
      if (number !== undefined) states.close(number, entries);
    }
  }
  return new Visitor({
    id,
    createdAt,
    seenAt,
    pageAt,
    sessions,
    context: context.fields,
    traits: traits.fields,
    consent: consent.fields,
    stamps: { context: context.stamps, traits: traits.stamps, consent: consent.stamps },
    signals: states,
    segments: entered,
    evaluatedAt,
    until: until === 0 ? Infinity : until,
    recentIds: recentIdsOf(recentIds),
  });
}

/** What the head of the bytes alone tells. */
export function readHead(bytes: Buffer, from: number, to: number): { id: string; seenAt: number } {
  reader.open(bytes, from, to);
  const form = reader.byte();
  if (form !== FORM) throw new RangeError(`is in form ${form}, not ${FORM}`);
  return { id: reader.ascii(), seenAt: reader.uint() };
}

/** Where in the bytes the id's own begin, and how long it is: ids have at most 40 characters. */
export const ID_LENGTH_AT = 1;

function writeTimes(times: readonly number[], base: number): void {
  writer.uint(times.length);
  for (const time of times) writer.int(time - base);
}

function readTimes(base: number): number[] {
  const times: number[] = [];
  for (let left = reader.uint(); left > 0; left--) times.push(reader.int() + base);
  return times;
}

function writeEntries(entries: Entries, base: number): void {
  let before = base;
  for (let i = 0; i < entries.length; i += 2) {
    const time = entries[i] as number;
    writer.int(time - before);
    writer.value(entries[i + 1] as Entries[number]);
    before = time;
  }
}

function readEntries(count: number, base: number): Entries {
  let time = base + reader.int();
  const entries: Entries = [time, reader.value()];
  for (let i = 1; i < count; i++) {
    time += reader.int();
    entries.push(time, reader.value());
  }
  return entries;
}
