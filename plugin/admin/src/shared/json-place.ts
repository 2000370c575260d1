import { type Node, parseTree } from 'jsonc-parser';

/**
 * The line (from 1) on which a refusal's place, e.g. `$or[1].signals.clicks.$gt`, stands in the JSON it
 * is about, or the nearest thing around it. Keys hold dots themselves, so all ways to split are tried.
 */
export function lineOfPlace(text: string, place: string): number | null {
  const root = parseTree(text);
  if (!root) return null;
  const found = deepest(root, place);
  return text.slice(0, found.node.offset).split('\n').length;
}

interface Found {
  readonly node: Node;
  /** How much of the place could not be followed. */
  readonly left: number;
}

function deepest(node: Node, place: string): Found {
  let best: Found = { node, left: place.length };
  for (const [child, rest, stands] of steps(node, place)) {
    const found = deepest(child, rest);
    const here = found.left === rest.length && found.node === child ? { ...found, node: stands } : found;
    if (here.left < best.left) best = here;
  }
  return best;
}

/** Where one key or index leads: the value, the rest of the place, and what to point at for the value itself. */
function* steps(node: Node, place: string): Generator<readonly [value: Node, rest: string, stands: Node]> {
  if (node.type === 'array') {
    const [whole = '', index = ''] = /^\[(\d+)\]/.exec(place) ?? [];
    const item = whole === '' ? undefined : node.children?.[Number(index)];
    if (item) yield [item, place.slice(whole.length).replace(/^\./, ''), item];
    return;
  }
  for (const property of node.type === 'object' ? (node.children ?? []) : []) {
    const [name, value] = property.children ?? [];
    const key: unknown = name?.value;
    if (!value || typeof key !== 'string' || !place.startsWith(key)) continue;
    const rest = place.slice(key.length);
    if (rest === '' || /^[.[]/.test(rest)) yield [value, rest.replace(/^\./, ''), property];
  }
}
