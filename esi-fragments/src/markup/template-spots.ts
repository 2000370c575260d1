import type { Place } from './pieces.js';
import { URL_ATTRIBUTES } from './url.js';

/** Where the value between two literals of an `html` template goes. */
export interface Spot {
  readonly place: Place;
  /** The attribute's name, in lower case; empty in text. */
  readonly attribute: string;
  /** True if the value is all of the attribute: the attribute can then be left out. */
  readonly whole: boolean;
}

export interface TemplateSpots {
  /** The literals, without the ` name="` and `"` around values that are whole attributes. */
  readonly literals: readonly string[];
  readonly spots: readonly Spot[];
}

/** Fragments must work under a strict Content-Security-Policy, and comments could hide ESI instructions. */
const FORBIDDEN = /<(?:!|script|style|esi:)|\s(?:style|srcdoc|srcset|on\w+)\s*=/i;

const known = new WeakMap<TemplateStringsArray, TemplateSpots>();

/**
 * Finds out where each value of an `html` template stands. Throws if a value stands where none can be
 * made safe (inside a tag but outside of double quotes), or if a literal holds a script, style or comment.
 */
export function spotsOf(strings: TemplateStringsArray): TemplateSpots {
  let found = known.get(strings);
  if (!found) {
    found = findSpots(strings);
    known.set(strings, found);
  }
  return found;
}

function findSpots(strings: readonly string[]): TemplateSpots {
  const literals = [...strings];
  const spots: Spot[] = [];
  let state: State = { in: 'text' };
  strings.forEach((literal, index) => {
    if (FORBIDDEN.test(literal)) throw new Error(`no script, style or comment may stand in "${literal}"`);
    state = read(literal, state);
    if (index === strings.length - 1) return;
    const next = strings[index + 1] ?? '';
    const spot = spotAt(state, literal, next);
    spots.push(spot);
    if (!spot.whole) return;
    literals[index] = (literals[index] ?? '').replace(/\s*[^\s"]+="$/, '');
    literals[index + 1] = next.slice(1);
  });
  if (state.in !== 'text') throw new Error('the template ends inside a tag');
  return { literals, spots };
}

type State =
  | { readonly in: 'text' }
  | { readonly in: 'tag' }
  | { readonly in: 'value'; readonly attribute: string };

function read(literal: string, start: State): State {
  let state = start;
  for (let at = 0; at < literal.length; at += 1) {
    const character = literal[at];
    if (state.in === 'text') {
      if (character === '<') state = { in: 'tag' };
    } else if (state.in === 'value') {
      if (character === '"') state = { in: 'tag' };
    } else if (character === '>') {
      state = { in: 'text' };
    } else if (character === '"') {
      const attribute = /([^\s"'<>=/]+)="$/.exec(literal.slice(0, at + 1))?.[1];
      if (attribute === undefined) throw new Error(`a quote without an attribute in "${literal}"`);
      state = { in: 'value', attribute: attribute.toLowerCase() };
    }
  }
  return state;
}

function spotAt(state: State, before: string, after: string): Spot {
  if (state.in === 'text') return { place: 'text', attribute: '', whole: false };
  if (state.in === 'tag') {
    throw new Error(`a value must stand in text or between double quotes, not after "${before}"`);
  }
  const whole = before.endsWith('="') && after.startsWith('"');
  if (!URL_ATTRIBUTES.has(state.attribute)) return { place: 'attribute', attribute: state.attribute, whole };
  if (!whole) throw new Error(`the value of ${state.attribute} must be one address, in "${before}"`);
  return { place: 'url', attribute: state.attribute, whole };
}
