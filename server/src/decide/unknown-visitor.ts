import {
  type Condition,
  compileCondition,
  type Json,
  type JsonObject,
  namedSegments,
  REQUEST_FIELDS,
  type RequestField,
  type Segment,
} from '@tessera/model';
import type { Engine } from '../engine/engine.js';
import { Memberships } from '../engine/memberships.js';
import { newVisitor, type Visitor } from '../engine/visitor.js';
import type { Candidate } from './candidates.js';

/** What can be said of a slot's decision for a visitor of whom nothing is known but the request. */
export interface UnknownVisitor {
  /** Whether it may be anything but the fallback. */
  readonly possible: boolean;
  /** The fields of the request's context that it depends on, in a fixed order. */
  readonly fields: readonly RequestField[];
  /** Whether one of them is known only to the edge that asked for the page: where the visitor is, and the campaign. */
  readonly edgeOnly: boolean;
}

/** True, false, or null: that depends on the request, or on the clock. */
type Answer = boolean | null;

/**
 * Finds out, when a catalog is compiled, which candidates a visitor without any history may be shown, and by what
 * of the request. Only what really can make a difference counts: a segment that also asks for a signal is out of
 * reach, and so is what else it asks for.
 */
export class UnknownVisitors {
  readonly #nobody: Visitor = newVisitor('', 0);
  readonly #segments = new Map<string, { answer: Answer; fields: ReadonlySet<RequestField> }>();

  constructor(
    private readonly engine: Engine,
    definitions: readonly Segment[],
  ) {
    const byKey = new Map(definitions.map((segment) => [segment.key, segment]));
    this.#nobody.segments = new Memberships();
    // In this order a segment stands after those it depends on.
    for (const { key, parent, closed } of engine.segments) {
      const fields = new Set<RequestField>();
      const answers = closed
        ? [false]
        : [
            parent === null ? true : this.#segment(parent, fields),
            this.#holds(byKey.get(key)?.when ?? {}, fields),
          ];
      const answer = every(answers);
      if (answer === true) this.#nobody.segments.set(key, 0);
      this.#segments.set(key, { answer, fields });
    }
  }

  of(candidates: readonly Candidate[]): UnknownVisitor {
    const fields = new Set<RequestField>();
    let possible = false;
    for (const { variant, closed } of candidates) {
      const read = new Set<RequestField>();
      const { any, all, none } = variant.segments;
      const answer = closed
        ? false
        : every([
            any.length === 0 ? true : some(any.map((key) => this.#segment(key, read))),
            ...all.map((key) => this.#segment(key, read)),
            ...none.map((key) => not(this.#segment(key, read))),
            this.#holds(variant.when ?? {}, read),
          ]);
      if (answer === false) continue;
      possible = true;
      for (const field of read) fields.add(field);
    }
    const read = REQUEST_FIELDS.filter((field) => fields.has(field));
    return { possible, fields: read, edgeOnly: read.some((field) => /^(?:geo|campaign)\./.test(field)) };
  }

  #segment(key: string, fields: Set<RequestField>): Answer {
    const segment = this.#segments.get(key);
    if (!segment) return false;
    if (segment.answer === null) for (const field of segment.fields) fields.add(field);
    return segment.answer;
  }

  #holds(condition: JsonObject, fields: Set<RequestField>): Answer {
    return every(Object.entries(condition).map(([key, operand]) => this.#part(key, operand, fields)));
  }

  #part(key: string, operand: Json, fields: Set<RequestField>): Answer {
    const parts = () => (operand as JsonObject[]).map((part) => this.#holds(part, fields));
    switch (key) {
      case '$and':
        return every(parts());
      case '$or':
        return some(parts());
      case '$nor':
        return not(some(parts()));
      case '$not':
        return not(this.#holds(operand as JsonObject, fields));
      default:
        return this.#test(key, operand, fields);
    }
  }

  #test(path: string, expected: Json, fields: Set<RequestField>): Answer {
    const field = path.replace(/^context\./, '') as RequestField;
    if (path !== field && REQUEST_FIELDS.includes(field)) {
      fields.add(field);
      return null;
    }
    if (path.startsWith('time.')) return null;
    const test: Condition = { [path]: expected };
    if (path === 'segments') {
      const named = namedSegments(test).map((key) => this.#segment(key, fields));
      // Without names it counts them, or looks at their letters: then any of them may matter.
      const others =
        named.length === 0 ? [...this.#segments.keys()].map((key) => this.#segment(key, fields)) : [];
      if ([...named, ...others].includes(null)) return null;
    }
    return compileCondition(test, this.engine.fieldOf).holds(this.#nobody, 0);
  }
}

const not = (answer: Answer): Answer => (answer === null ? null : !answer);

const every = (answers: readonly Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(null) ? null : true;

const some = (answers: readonly Answer[]): Answer =>
  answers.includes(true) ? true : answers.includes(null) ? null : false;
