import { isJsonObject } from '@tessera/model';
import { isPlain, readTyped, typedText } from '../playground/core/values';

/** One line of the form: our name of a property, and the text beside it. */
export interface PairRow {
  readonly name: string;
  readonly text: string;
}

/** How the value beside a name is typed and read. `typed`: null if a text could not say it. */
export interface PairForm {
  typed(value: unknown): string | null;
  read(text: string): unknown;
}

const trimmed = (name: string): string => name.trim();

/** Their names, with commas between. */
export const NAMES_FORM: PairForm = {
  typed: (value) =>
    Array.isArray(value) &&
    value.every(
      (name) => typeof name === 'string' && name !== '' && !name.includes(',') && trimmed(name) === name,
    )
      ? value.join(', ')
      : null,
  read: (text) =>
    text
      .split(',')
      .map(trimmed)
      .filter((name) => name !== ''),
};

/** A text, a number, true or false. */
export const CONSTANT_FORM: PairForm = {
  typed: (value) => (isPlain(value) ? typedText(value) : null),
  read: readTyped,
};

/** What is stored, as rows; null if rows could not show it, so that it can only be edited as JSON. */
export function readPairs(stored: unknown, form: PairForm): readonly PairRow[] | null {
  if (stored === null || stored === undefined || stored === '') return [];
  if (!isJsonObject(stored)) return null;
  const rows = Object.entries(stored).map(([name, value]) => ({ name, text: form.typed(value) }));
  return rows.every((row): row is PairRow => row.text !== null) ? rows : null;
}

/** What rows say; null: nothing. A row without a name says nothing yet; of two with one name, the first counts. */
export function writePairs(
  rows: readonly PairRow[],
  form: PairForm,
): Readonly<Record<string, unknown>> | null {
  const named = rows.filter(({ name }, index) => name !== '' && !isDouble(rows, index));
  return named.length === 0
    ? null
    : Object.fromEntries(named.map(({ name, text }) => [name, form.read(text)]));
}

/** Whether an earlier row has this row's name. */
export const isDouble = (rows: readonly PairRow[], index: number): boolean =>
  rows[index]?.name !== '' && rows.slice(0, index).some(({ name }) => name === rows[index]?.name);
