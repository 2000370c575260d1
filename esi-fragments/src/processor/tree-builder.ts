import { SurroundingsFinder } from '../markup/surroundings.js';
import { parseExpression } from './language/expression.js';
import { type Piece, Substitution } from './substitution.js';
import type { Tag } from './tag.js';
import type { Token } from './tokenizer.js';
import type { ChooseNode, IncludeNode, Node, TryNode } from './tree.js';

/**
 * An element that is open. What is inside `remove`, and what stands in `choose` and `try` beside their parts, is
 * thrown away as it comes.
 */
type Frame =
  | { name: 'remove' | 'vars' }
  | { name: 'choose'; node: ChooseNode }
  | { name: 'try'; node: TryNode }
  | { name: 'when' | 'otherwise' | 'attempt' | 'except'; nodes: Node[] };

/** Elements that only mean something directly inside another. */
const PARENTS: Readonly<Record<string, string>> = {
  when: 'choose',
  otherwise: 'choose',
  attempt: 'try',
  except: 'try',
};

/** How deep elements may stand in each other; what is deeper is thrown away. */
const MAX_OPEN = 64;

/** What `choose` and `try` may hold back until they end. */
export type Holding = {
  bytes: number;
  /** Told of an element that would hold more: nothing of it gets into the page. */
  onOver(element: 'choose' | 'try'): void;
};

const UNLIMITED: Holding = { bytes: Infinity, onOver: () => {} };

/** What a node costs besides its text, roughly. */
const NODE_BYTES = 200;

/** Turns tokens into nodes; a node is handed out as soon as it is complete. */
export class TreeBuilder {
  readonly #open: Frame[] = [];
  readonly #substitution = new Substitution();
  readonly #surroundings: SurroundingsFinder | undefined;
  /** How many elements are open beyond the deepest that count. */
  #tooDeep = 0;
  #done: Node[] = [];
  /** Bytes held by the outermost open `choose` or `try`. */
  #held = 0;

  /** `hasVariables`: whether there can be `vars` in the page. */
  constructor(
    hasVariables: boolean,
    private readonly holding: Holding = UNLIMITED,
  ) {
    this.#surroundings = hasVariables ? new SurroundingsFinder() : undefined;
  }

  push(tokens: readonly Token[]): Node[] {
    for (const token of tokens) {
      if (token.kind === 'tag') this.#tag(token);
      else this.#text(token.bytes);
    }
    return this.#handOut();
  }

  /** After the last token: what is still open ends with the page. */
  end(): Node[] {
    while (this.#open.length > 0) this.#close();
    return this.#handOut();
  }

  #handOut(): Node[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  #text(bytes: Uint8Array): void {
    if (this.#collected === undefined) return;
    if (this.#isInVars) this.#addAll(this.#substitution.push(bytes));
    else this.#addAll([{ kind: 'text', bytes }]);
  }

  #addAll(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        this.#surroundings?.push(piece.bytes);
        this.#add(piece);
      } else {
        this.#add({ ...piece, within: this.#surroundings?.surroundings ?? 'nowhere' });
        this.#surroundings?.filled();
      }
    }
  }

  #tag(tag: Tag): void {
    this.#addAll(this.#substitution.end());
    const top = this.#open.at(-1)?.name;
    // Nothing in it counts, and what is not well-formed there must not reach further than it does.
    if (top === 'remove' && tag.name !== 'remove') return;
    switch (tag.name) {
      case 'include':
        if (tag.form !== 'close') this.#add(includeNode(tag));
        return;
      case 'comment':
        return;
      case 'remove':
      case 'vars':
        this.#element(tag, () => ({ name: tag.name as 'remove' | 'vars' }));
        return;
      case 'choose':
        this.#element(tag, () => ({ name: 'choose', node: { kind: 'choose', branches: [] } }));
        return;
      case 'try':
        this.#element(tag, () => ({ name: 'try', node: { kind: 'try', attempt: [], except: [] } }));
        return;
      case 'when':
      case 'otherwise':
      case 'attempt':
      case 'except': {
        const { name } = tag;
        if (tag.form !== 'close' && top !== PARENTS[name]) break;
        this.#element(tag, () => ({ name, nodes: this.#partOf(tag) }));
        return;
      }
    }
    // ESI elements that are not known stay in the page as they are.
    this.#text(tag.raw);
  }

  #element({ name, form }: Tag, frame: () => Frame): void {
    if (form === 'close') {
      if (this.#tooDeep > 0) {
        this.#tooDeep -= 1;
        return;
      }
      // One that is not open is dropped; what was left open within it ends with it.
      if (!this.#open.some((one) => one.name === name)) return;
      while (this.#open.at(-1)?.name !== name) this.#close();
      this.#close();
      return;
    }
    if (this.#open.length >= MAX_OPEN) {
      if (form === 'open') this.#tooDeep += 1;
      return;
    }
    this.#open.push(frame());
    if (form === 'empty') this.#close();
  }

  /** The list that a part of the innermost `choose` or `try` collects its nodes in. */
  #partOf({ name, attributes }: Tag): Node[] {
    const top = this.#open.at(-1);
    const nodes: Node[] = [];
    if (top?.name === 'choose')
      top.node.branches.push({
        test: name === 'when' ? parseExpression(attributes.get('test') ?? '') : () => true,
        nodes,
      });
    if (top?.name === 'try' && (name === 'attempt' || name === 'except')) return top.node[name];
    return nodes;
  }

  #close(): void {
    this.#addAll(this.#substitution.end());
    const frame = this.#open.pop();
    if (frame?.name !== 'choose' && frame?.name !== 'try') return;
    const over = this.#isOver;
    if (!this.#holder) this.#held = 0;
    if (!over) this.#add(frame.node);
  }

  /** The outermost `choose` or `try` that is open. */
  get #holder(): Frame | undefined {
    return this.#open.find(({ name }) => name === 'choose' || name === 'try');
  }

  get #isOver(): boolean {
    return this.#held > this.holding.bytes;
  }

  get #isInVars(): boolean {
    return this.#open.some(({ name }) => name === 'vars');
  }

  /** The list that the innermost element collects its nodes in; `vars` lets through, undefined: they are thrown away. */
  get #collected(): Node[] | undefined {
    if (this.#tooDeep > 0 || this.#isOver) return undefined;
    const frame = this.#open.findLast(({ name }) => name !== 'vars');
    if (frame === undefined) return this.#done;
    return 'nodes' in frame ? frame.nodes : undefined;
  }

  #add(node: Node): void {
    const nodes = this.#collected;
    if (!nodes) return;
    nodes.push(node);
    if (nodes === this.#done) return;
    this.#held += NODE_BYTES + (node.kind === 'text' ? node.bytes.length : 0);
    if (this.#isOver) this.#giveUp();
  }

  /** Half an element would be worse than none. */
  #giveUp(): void {
    const holder = this.#holder?.name;
    for (const frame of this.#open) {
      if ('nodes' in frame) frame.nodes.length = 0;
      else if (frame.name === 'choose') frame.node.branches.length = 0;
      else if (frame.name === 'try') frame.node.attempt.length = frame.node.except.length = 0;
    }
    if (holder === 'choose' || holder === 'try') this.holding.onOver(holder);
  }
}

function includeNode({ attributes }: Tag): IncludeNode {
  return {
    kind: 'include',
    src: attributes.get('src') ?? '',
    alt: attributes.get('alt'),
    silent: attributes.get('onerror') === 'continue',
  };
}
