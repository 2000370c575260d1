import type { Json } from '../../json.js';
import type { Operator } from './operator.js';

/**
 * A version as a text that sorts as versions do: `v1.2.10-rc.1+build` → `    1-    2-   10-rc-    1`.
 * Anything but a text or a number counts as version 0.
 */
export function paddedVersion(value: Json): string {
  const text = typeof value === 'number' ? `${value}` : value;
  const parts = withoutBuild(typeof text === 'string' && text !== '' ? text : '0').split(/[-.]/);
  // "~" sorts after all letters, so that 1.0.0 comes after 1.0.0-beta.
  if (parts.length === 3) parts.push('~');
  return parts.map((part) => (/^[0-9]+$/.test(part) ? part.padStart(5, ' ') : part)).join('-');
}

/**
 * Drops a leading `v` and, from the last line, everything after a `+`. By index, as a regular expression
 * would take quadratic time on a text of many `+`.
 */
function withoutBuild(text: string): string {
  const lastBreak = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((mark) => text.lastIndexOf(mark)));
  const plus = text.indexOf('+', lastBreak + 1);
  return text.slice(text.startsWith('v') ? 1 : 0, plus < 0 ? text.length : plus);
}

const versions = (compare: (actual: string, expected: string) => boolean): Operator => ({
  complaint: (operand) =>
    (typeof operand === 'string' && operand !== '') || typeof operand === 'number'
      ? null
      : 'must be a version, such as "10.2.0"',
  test: (operand) => {
    const expected = paddedVersion(operand);
    return (value) => compare(paddedVersion(value), expected);
  },
  thresholds: () => null,
});

export const $veq = versions((actual, expected) => actual === expected);
export const $vne = versions((actual, expected) => actual !== expected);
export const $vgt = versions((actual, expected) => actual > expected);
export const $vgte = versions((actual, expected) => actual >= expected);
export const $vlt = versions((actual, expected) => actual < expected);
export const $vlte = versions((actual, expected) => actual <= expected);
