import { indexOf, utf8 } from './bytes.js';
import { Tokenizer } from './tokenizer.js';
import type { Node } from './tree.js';
import { type Holding, TreeBuilder } from './tree-builder.js';

/** What no page without variables has; it begins with a byte that is rare. */
const VARS = utf8(':vars');

/** Reads a page that comes in chunks. */
export class Parser {
  readonly #tokenizer: Tokenizer;
  readonly #builder: TreeBuilder;

  /** `hasVariables`: whether there may be any; only then the page is followed to know where they stand. */
  constructor(tagBytes: number, hasVariables = true, holding?: Holding) {
    this.#tokenizer = new Tokenizer(tagBytes);
    this.#builder = new TreeBuilder(hasVariables, holding);
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
