import { RE2JS } from 're2js';
import type { Json } from '../json.js';

// Texts come from visitors' browsers and patterns from editors, and one machine matches them for all
// visitors: with JavaScript's own backtracking, "(a+)+$" on a text of forty letters would stop it for
// minutes. RE2 never tries a character twice per state, so a match takes time in proportion to the text
// (at most 1,024 characters) times the pattern's states. Its price is that look-around and
// back-references do not exist. re2js is RE2 in plain JavaScript, so it also runs at the edge.
//
// Patterns are written as for JavaScript's RegExp without flags (`\u0041`, `\cA`, `[^]` too). Three
// meanings are RE2's: "." is anything but \n, \s is ASCII only, and letter case is ignored by Unicode's
// simple folding.

/** How long a pattern may be, in UTF-16 units. */
const MAX_PATTERN_LENGTH = 256;
/** How many states a pattern may have: `.{500}` has as many. Keeps one match below some milliseconds. */
const MAX_PATTERN_STATES = 600;

export interface Pattern {
  /** Is it found anywhere in the text? */
  test(text: string): boolean;
}

/** `\k<name>`, `\8`, `\9`: the translation below would drop their backslash. RE2 itself refuses `\1` to `\7`. */
const BACK_REFERENCE = /^(?:[^\\]|\\[^k89])*\\[k89]/;

function compiled(pattern: string, ignoreCase: boolean): RE2JS {
  if (BACK_REFERENCE.test(pattern)) throw new SyntaxError('it has a back-reference');
  return RE2JS.compile(RE2JS.translateRegExp(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
}

/** Null if it is not a regular expression that RE2 takes. */
export function compilePattern(pattern: Json, ignoreCase: boolean): Pattern | null {
  if (typeof pattern !== 'string') return null;
  try {
    return compiled(pattern, ignoreCase);
  } catch {
    return null;
  }
}

/** What is wrong with a pattern at publish, or null. */
export function patternComplaint(pattern: Json): string | null {
  if (typeof pattern !== 'string') return 'must be a regular expression, written as a text';
  if (pattern.length > MAX_PATTERN_LENGTH)
    return `must be a regular expression of at most ${MAX_PATTERN_LENGTH} characters`;
  try {
    return compiled(pattern, false).programSize() <= MAX_PATTERN_STATES
      ? null
      : `"${pattern}" is too large once its repeats are written out; use smaller counts`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return (
      `"${pattern}" must be a regular expression that can be matched in linear time: no look-around ` +
      `((?=, (?!, (?<=, (?<!), no back-references (\\1), counts up to 1000 (${why})`
    );
  }
}
