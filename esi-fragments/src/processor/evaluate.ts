import { isPromise, type MaybePromise } from './maybe.js';
import type { IncludeNode, Node } from './tree.js';

/** A piece of the finished page, in its place: bytes, or a promise of them. */
export type Part = Uint8Array | Promise<readonly Uint8Array[]>;

/** What nodes are evaluated with. */
export type Scope = {
  /** The bytes that stand for the include; none when it failed. Never rejects. */
  include(node: IncludeNode): MaybePromise<readonly Uint8Array[]>;
};

/** Starts everything that the nodes need and gives their parts in the page's order. */
export function evaluate(nodes: readonly Node[], scope: Scope): Part[] {
  const parts: Part[] = [];
  for (const node of nodes) {
    if (node.kind === 'text') {
      parts.push(node.bytes);
      continue;
    }
    const included = scope.include(node);
    if (isPromise(included)) parts.push(included);
    else parts.push(...included);
  }
  return parts;
}

export function allThere(parts: readonly Part[]): parts is readonly Uint8Array[] {
  return !parts.some((part) => isPromise<unknown>(part));
}

/** All parts' bytes, at once when they are there. */
export function settle(parts: readonly Part[]): MaybePromise<readonly Uint8Array[]> {
  if (allThere(parts)) return parts;
  return Promise.all(parts).then((all) => all.flat() as Uint8Array[]);
}
