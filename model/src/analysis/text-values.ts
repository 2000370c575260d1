import type { Operands } from './operands.js';
import { samplesOf } from './pattern-samples.js';

/** Texts at which comparisons with these operands can turn; `allowed` as in `Domain.texts`. */
export function textValues(allowed: readonly string[] | number, operands: Operands): string[] {
  if (typeof allowed !== 'number') return [...allowed];
  const named = [...operands.texts, ...[...operands.numbers].map(String)];
  const samples = [...operands.patterns].flatMap((pattern) => samplesOf(pattern));
  const found = new Set([
    ...named,
    ...(operands.ignoresCase ? named.flatMap(cases) : []),
    ...bordersOf([...operands.borders].sort()),
    ...samples,
    // One text can satisfy several patterns, or a pattern and a border.
    ...(operands.patterns.size > 1 ? pairs(samples) : []),
    ...[...operands.versions].flatMap(versionsNear),
    ...(operands.versions.size > 0 ? ['0.0.0-0', '99999.0.0'] : []),
    '',
  ]);
  const other = ['other', 'zz', 'q', 'Q', '~'].find((text) => !found.has(text) && text.length <= allowed);
  // What is none of the named comes after them: it says less about the visitor.
  return [...found, ...(other === undefined ? [] : [other])].filter((text) => text.length <= allowed);
}

const cases = (text: string): string[] => [
  text.toLowerCase(),
  text.toUpperCase(),
  text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  text.slice(0, 1).toLowerCase() + text.slice(1).toUpperCase(),
];

/** Each border and the next text after it; the empty text is before all others. */
const bordersOf = (sorted: readonly string[]): string[] =>
  sorted.flatMap((text, index) => {
    const next = sorted[index + 1];
    const after = [`${text}a`, `${text} `, `${text}\u0000`].find((one) => next === undefined || one < next);
    return after === undefined ? [text] : [text, after];
  });

const MOST_SAMPLES = 12;

function pairs(samples: readonly string[]): string[] {
  const few = samples.slice(0, MOST_SAMPLES);
  return few.flatMap((a) => few.filter((b) => b !== a).map((b) => `${a}${b}`));
}

/** The version itself, one just before and some just after it. */
function versionsNear(version: string): string[] {
  const [core = ''] = version.split(/[-+]/, 1);
  const parts = core.replace(/^v/, '').split('.').map(Number);
  const last = parts.at(-1) ?? 0;
  const bumped = [...parts.slice(0, -1), last + 1].join('.');
  return [version, `${core}-0`, core, bumped, `${core}.1`, `${version}.1`, `${version}.0`];
}
