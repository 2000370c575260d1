import type { Tag } from './tag.js';
import { type Token, Tokenizer } from './tokenizer.js';

export type TextNode = { kind: 'text'; bytes: Uint8Array };

export type IncludeNode = {
  kind: 'include';
  src: string;
  alt: string | undefined;
  /** `onerror="continue"`: a failure is not to be noticed by what surrounds the include. */
  silent: boolean;
};

/** What a page is made of. Elements that hold others (choose, try) will be nodes with nodes inside. */
export type Node = TextNode | IncludeNode;

/** An element that is open. What is inside `remove` is thrown away as it comes, so it costs no memory. */
type Frame = { name: 'remove' };

/** Turns tokens into nodes; a node is handed out as soon as it is complete. */
export class TreeBuilder {
  readonly #open: Frame[] = [];

  push(tokens: readonly Token[]): Node[] {
    const nodes: Node[] = [];
    for (const token of tokens) {
      const node = token.kind === 'text' ? token : this.#tag(token);
      if (node && this.#open.length === 0) nodes.push(node);
    }
    return nodes;
  }

  /** The node a tag stands for, if any. ESI elements that are not known stay in the page as they are. */
  #tag(tag: Tag): Node | undefined {
    switch (tag.name) {
      case 'remove':
        if (tag.form === 'open') this.#open.push({ name: 'remove' });
        else if (tag.form === 'close') this.#open.pop();
        return undefined;
      case 'comment':
        return undefined;
      case 'include':
        return tag.form === 'close' ? undefined : includeNode(tag);
      default:
        return { kind: 'text', bytes: tag.raw };
    }
  }
}

function includeNode({ attributes }: Tag): Node {
  return {
    kind: 'include',
    src: attributes.get('src') ?? '',
    alt: attributes.get('alt'),
    silent: attributes.get('onerror') === 'continue',
  };
}

/** Reads a page that comes in chunks. */
export class Parser {
  readonly #tokenizer: Tokenizer;
  readonly #builder = new TreeBuilder();

  constructor(tagBytes: number) {
    this.#tokenizer = new Tokenizer(tagBytes);
  }

  push(chunk: Uint8Array): Node[] {
    return this.#builder.push(this.#tokenizer.push(chunk));
  }

  end(): Node[] {
    return this.#builder.push(this.#tokenizer.end());
  }
}

/** Reads a whole page at once. The result may be kept and evaluated for many visitors. */
export function parse(page: Uint8Array, tagBytes: number): Node[] {
  const parser = new Parser(tagBytes);
  return [...parser.push(page), ...parser.end()];
}
