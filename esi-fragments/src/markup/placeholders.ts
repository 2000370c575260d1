import type { Hole } from './pieces.js';

/** A `{{ params.x }}` or `{{ traits.x }}` found in content. */
export type Placeholder = Omit<Hole, 'place'>;

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const NAMED = /^\s*(params|traits)\.([A-Za-z_]\w{0,39})\s*$/;

/** Stands for braces that name nothing we know: never filled, because no slot has a parameter without a name. */
const UNKNOWN: Placeholder = { from: 'params', name: '' };

/** Splits content at its placeholders: a visitor never sees double braces. */
export function splitPlaceholders(text: string): (string | Placeholder)[] {
  if (!text.includes('{{')) return [text];
  const parts: (string | Placeholder)[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [, from, name] = NAMED.exec(match[1] ?? '') ?? [];
    const isKnown = (from === 'params' || from === 'traits') && name !== undefined;
    parts.push(isKnown ? { from, name } : UNKNOWN);
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
