/**
 * Texts that a regular expression may match, made by walking its source: first choice of each alternative,
 * fewest repeats, and the same with the last ones. They are only candidates: whoever uses them asks the
 * pattern itself. What is not understood (look-around, back references) gives texts that don't match.
 */
export function samplesOf(pattern: string): readonly string[] {
  const samples = new Set<string>();
  for (const taste of [0, 1, 2]) {
    const walk = { source: pattern, at: 0, taste };
    samples.add(alternatives(walk));
  }
  return [...samples].filter((text) => text.length <= 200);
}

interface Walk {
  readonly source: string;
  at: number;
  readonly taste: number;
}

function alternatives(walk: Walk): string {
  const found = [sequence(walk)];
  while (walk.source[walk.at] === '|') {
    walk.at += 1;
    found.push(sequence(walk));
  }
  return found[Math.min(walk.taste, found.length - 1)] ?? '';
}

function sequence(walk: Walk): string {
  let text = '';
  while (walk.at < walk.source.length && walk.source[walk.at] !== '|' && walk.source[walk.at] !== ')') {
    const before = walk.at;
    const one = atom(walk);
    text += one.repeat(repeats(walk));
    if (walk.at === before) walk.at += 1;
  }
  return text;
}

function atom(walk: Walk): string {
  const char = walk.source[walk.at] ?? '';
  walk.at += 1;
  switch (char) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'a';
    case '(':
      return group(walk);
    case '[':
      return characterClass(walk);
    case '\\':
      return escaped(walk.source[walk.at++] ?? '');
    default:
      return char;
  }
}

function group(walk: Walk): string {
  const kind = /^\?(?::|P?<[A-Za-z]\w*>|[a-z]+:)/.exec(walk.source.slice(walk.at));
  if (kind) walk.at += kind[0].length;
  const flags = /^\?[a-z]+\)/.exec(walk.source.slice(walk.at));
  if (flags) {
    walk.at += flags[0].length;
    return '';
  }
  const text = alternatives(walk);
  if (walk.source[walk.at] === ')') walk.at += 1;
  return text;
}

function escaped(char: string): string {
  switch (char) {
    case 'd':
      return '1';
    case 'w':
    case 'D':
    case 'S':
      return 'a';
    case 's':
    case 'W':
      return ' ';
    case 'b':
    case 'B':
    case 'A':
    case 'z':
      return '';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    default:
      return char;
  }
}

/** The first character of a class; of a negated one, some character it does not name. */
function characterClass(walk: Walk): string {
  const start = walk.at;
  let end = walk.source.indexOf(']', start + 1);
  while (end > 0 && walk.source[end - 1] === '\\') end = walk.source.indexOf(']', end + 1);
  if (end < 0) return '';
  walk.at = end + 1;
  const body = walk.source.slice(start, end);
  if (body.startsWith('^')) return ['a', '1', ' ', '-', 'Z'].find((char) => !body.includes(char)) ?? '~';
  return body.startsWith('\\') ? escaped(body[1] ?? '') : (body[0] ?? '');
}

/** How often to repeat what came before: the fewest times, or at least once for another taste. */
function repeats(walk: Walk): number {
  const found = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})[?+]?/.exec(walk.source.slice(walk.at));
  if (!found) return 1;
  walk.at += found[0].length;
  if (found[2] !== undefined) return Math.min(Number(found[2]), 100);
  return found[1] === '+' || walk.taste > 0 ? 1 : 0;
}
