import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

/** What stands in a JSON field: the value, nothing at all, or where the text stops being JSON (from 1). */
export type JsonText =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly problem: string };

/**
 * Reads JSON as an editor typed it. Not JSON.parse, because browsers disagree on whether their error
 * says where it is. `problem` is in plain words, e.g. "comma expected".
 */
export function readJsonText(text: string): JsonText {
  if (text.trim() === '') return { kind: 'empty' };
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (!first) return { kind: 'value', value };
  const before = text.slice(0, first.offset).split('\n');
  return {
    kind: 'broken',
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    problem: inWords(printParseErrorCode(first.error)),
  };
}

/** `PropertyNameExpected` → "property name expected". */
const inWords = (code: string): string => code.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
