import { writtenWithin } from '../markup/write-within.js';
import { utf8 } from './bytes.js';
import { textOf } from './language/reference.js';
import type { Variables } from './language/variables.js';
import { chain, isPromise, type MaybePromise } from './maybe.js';
import type { ChooseNode, IncludeNode, Node, TryNode } from './tree.js';

/** A piece of the finished page, in its place: bytes, or a promise of them. */
export type Part = Uint8Array | Promise<readonly Uint8Array[]>;

/** What came of nodes: their bytes, and whether something in them failed that is to be noticed. */
type Outcome = { ok: boolean; chunks: readonly Uint8Array[] };

/** What nodes are evaluated with. */
export type Scope = {
  variables: Variables;
  /** The bytes that stand for the include; none when it failed. Never rejects. */
  include(node: IncludeNode): MaybePromise<Outcome>;
};

/** Starts everything that the nodes need and gives their parts in the page's order. */
export function evaluate(nodes: readonly Node[], scope: Scope): Part[] {
  const parts: Part[] = [];
  for (const node of nodes) addTo(parts, node, scope);
  return parts;
}

function addTo(parts: Part[], node: Node, scope: Scope): void {
  if (node.kind === 'text') parts.push(node.bytes);
  else if (node.kind === 'choose') for (const chosen of chosenOf(node, scope)) addTo(parts, chosen, scope);
  else {
    const chunks = chain(outcomeOf(node, scope), (outcome) => outcome.chunks);
    if (isPromise(chunks)) parts.push(chunks);
    else parts.push(...chunks);
  }
}

function outcomeOf(node: Node, scope: Scope): MaybePromise<Outcome> {
  switch (node.kind) {
    case 'text':
      return { ok: true, chunks: [node.bytes] };
    case 'variable': {
      const written = writtenWithin(node.within, textOf(node.reference, scope.variables));
      return { ok: true, chunks: written === '' ? [] : [utf8(written)] };
    }
    case 'include':
      return chain(scope.include(node), ({ ok, chunks }) => ({ ok: ok || node.silent, chunks }));
    case 'choose':
      return outcomeOfAll(chosenOf(node, scope), scope);
    case 'try':
      return outcomeOfTry(node, scope);
  }
}

/** The nodes of the first branch whose test holds. */
const chosenOf = ({ branches }: ChooseNode, { variables }: Scope): readonly Node[] =>
  branches.find(({ test }) => test(variables))?.nodes ?? [];

/** What `attempt` gives, or, if anything in it fails, what `except` does; that is not asked for before. */
const outcomeOfTry = ({ attempt, except }: TryNode, scope: Scope): MaybePromise<Outcome> =>
  chain(outcomeOfAll(attempt, scope), (outcome) => (outcome.ok ? outcome : outcomeOfAll(except, scope)));

function outcomeOfAll(nodes: readonly Node[], scope: Scope): MaybePromise<Outcome> {
  const outcomes = nodes.map((node) => outcomeOf(node, scope));
  return outcomes.some((outcome) => isPromise(outcome))
    ? Promise.all(outcomes).then(joined)
    : joined(outcomes as readonly Outcome[]);
}

const joined = (outcomes: readonly Outcome[]): Outcome => ({
  ok: outcomes.every(({ ok }) => ok),
  chunks: outcomes.flatMap(({ chunks }) => chunks),
});

export function allThere(parts: readonly Part[]): parts is readonly Uint8Array[] {
  return !parts.some((part) => isPromise<unknown>(part));
}

/** All parts' bytes, at once when they are there. */
export function settle(parts: readonly Part[]): MaybePromise<readonly Uint8Array[]> {
  if (allThere(parts)) return parts;
  return Promise.all(parts).then((all) => all.flat() as Uint8Array[]);
}
