import type { Json, JsonObject } from '../json.js';

/** A MongoDB-style query, as stored and published. */
export type Condition = JsonObject;

/**
 * How a condition reads one field of a subject (a visitor, or an event). Times are epoch milliseconds,
 * always whole and after 1970; the subject's own clock is never asked.
 */
export interface Field<S> {
  /** The value at `now`; undefined if there is none, which conditions take as null. */
  read(subject: S, now: number): Json | undefined;
  /**
   * The first whole millisecond after `now` at which the value, if nothing more happens, may compare
   * differently (less, equal, greater) with one of `thresholds`, or jump: become missing, or anything
   * else than a number. `thresholds` null means that any change of the value counts. Infinity if never.
   * May be early, never late. Left out by fields that only events change.
   */
  nextCrossing?(subject: S, now: number, thresholds: readonly number[] | null): number;
}

export type FieldOf<S> = (path: string) => Field<S>;

/** What a condition compares a field with. */
export interface Watch {
  readonly path: string;
  /**
   * While the field is a number, the answer can change only when it compares differently (less, equal,
   * greater) with one of these; null: with any change of the value.
   */
  readonly thresholds: readonly number[] | null;
}

/** A condition turned into closures, once per catalog. It answers both questions about a subject. */
export interface CompiledCondition<S> {
  /** Paths of all fields it reads, each once. */
  readonly reads: readonly string[];
  /** What it compares each of them with, each path once. */
  readonly watches: readonly Watch[];
  /** False if only events can change the answer: `nextChange` is then always Infinity. */
  readonly moves: boolean;
  /** Does it hold at `now`? */
  holds(subject: S, now: number): boolean;
  /**
   * Both answers at the cost of one: the instant of `nextChange`, negative if the condition does not hold
   * at `now`.
   */
  outlook(subject: S, now: number): number;
  /** When, after `now`, could that answer first change if nothing more happened? Infinity if never; may be early, never late. */
  nextChange(subject: S, now: number): number;
}
