import type { Place } from '../markup/place.js';
import { indexOf, utf8 } from './bytes.js';
import type { Expression } from './language/expression.js';
import type { Reference } from './language/reference.js';
import { Tokenizer } from './tokenizer.js';
import { TreeBuilder } from './tree-builder.js';

export type TextNode = { kind: 'text'; bytes: Uint8Array };

/** A variable within `<esi:vars>`. */
export type VariableNode = {
  kind: 'variable';
  reference: Reference;
  /** Where in the page it stands, which says how it has to be written. */
  place: Place;
};

export type IncludeNode = {
  kind: 'include';
  /** As in the page, variables not yet put in. */
  src: string;
  alt: string | undefined;
  /** `onerror="continue"`: a failure is not to be noticed by what surrounds the include. */
  silent: boolean;
};

export type ChooseNode = {
  kind: 'choose';
  /** The first whose test holds is taken; `otherwise` is a test that always does. */
  branches: { test: Expression; nodes: Node[] }[];
};

export type TryNode = { kind: 'try'; attempt: Node[]; except: Node[] };

/** What a page is made of. */
export type Node = TextNode | VariableNode | IncludeNode | ChooseNode | TryNode;

/** What no page without variables has; it begins with a byte that is rare. */
const VARS = utf8(':vars');

/** Reads a page that comes in chunks. */
export class Parser {
  readonly #tokenizer: Tokenizer;
  readonly #builder: TreeBuilder;

  /** `mayVary`: whether there may be variables in the page; to know where they stand takes a third of the time. */
  constructor(tagBytes: number, mayVary = true) {
    this.#tokenizer = new Tokenizer(tagBytes);
    this.#builder = new TreeBuilder(mayVary);
  }

  push(chunk: Uint8Array): Node[] {
    return this.#builder.push(this.#tokenizer.push(chunk));
  }

  end(): Node[] {
    return [...this.#builder.push(this.#tokenizer.end()), ...this.#builder.end()];
  }
}

/** Reads a whole page at once. The result may be kept and evaluated for many visitors. */
export function parse(page: Uint8Array, tagBytes: number): Node[] {
  const parser = new Parser(tagBytes, indexOf(page, VARS, 0) >= 0);
  return [...parser.push(page), ...parser.end()];
}
