import { escapeAttribute, escapeText } from '../markup/escape.js';
import type { Place } from '../markup/pieces.js';
import { joined, type PlacedHole, type Rendered } from './rendered.js';

/** What the holes of a fragment are filled with. */
export interface FillValues {
  /** As `validParams` gives them. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** The visitor's traits; strings, finite numbers and booleans can be shown. */
  readonly traits?: Readonly<Record<string, unknown>> | undefined;
}

const encoder = new TextEncoder();

/**
 * The bytes of a fragment for one request. Without holes, or with nothing to put into them, these are the
 * rendered bytes themselves (don't change them). Values are escaped by where they stand.
 */
export function fill(rendered: Rendered, values: FillValues = {}): Uint8Array {
  const { bytes, holes } = rendered;
  if (holes.length === 0) return bytes;
  const runs: Uint8Array[] = [];
  let length = bytes.length;
  let end = 0;
  for (const hole of holes) {
    const value = encoder.encode(ESCAPE[hole.place](shownValue(hole, values)));
    runs.push(bytes.subarray(end, hole.at), value);
    length += value.length;
    end = hole.at;
  }
  if (length === bytes.length) return bytes;
  runs.push(bytes.subarray(end));
  return joined(runs, length);
}

function shownValue({ from, name }: PlacedHole, values: FillValues): string {
  const given = values[from];
  if (!given || !Object.hasOwn(given, name)) return '';
  const value = given[name];
  const isShown = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  return isShown ? String(value) : '';
}

const ESCAPE: Readonly<Record<Place, (value: string) => string>> = {
  text: escapeText,
  attribute: escapeAttribute,
  url: escapeInAddress,
};

/**
 * A value as one part of an address: no `/`, `:`, `?` or `#` of it can change what the address is. `.` and
 * `..` as a whole would walk through the path, percent-encoded too, so they show nothing.
 */
function escapeInAddress(value: string): string {
  if (/^\.{1,2}$/.test(value)) return '';
  // encodeURIComponent throws on half a surrogate pair.
  return escapeAttribute(encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')));
}
