import type { Refusal } from '@tessera/model';
import { useEffect, useRef, useState } from 'react';
import { isMissing } from '../../../contracts/check-entry';
import { type JsonText, readJsonText } from '../../../contracts/json-text';

/** The text of a JSON field: what is stored, laid out; an unfinished text stays as it was typed. */
const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
};

/**
 * Keeps the text while somebody types and hands on what it means: the value, null when empty, or the text
 * itself while it is not JSON, which Strapi's form then refuses to save.
 */
export function useJsonText(value: unknown, onValue: (value: unknown) => void) {
  const [text, setText] = useState(() => shown(value));
  const handedOn = useRef(value);

  useEffect(() => {
    // A value that is not ours came from outside: another locale, discarded changes, an example.
    if (value === handedOn.current) return;
    handedOn.current = value;
    setText(shown(value));
  }, [value]);

  return {
    text,
    json: readJsonText(text),
    onText(next: string) {
      if (next === text) return;
      setText(next);
      const json = readJsonText(next);
      const meant = json.kind === 'value' ? json.value : json.kind === 'empty' ? null : next;
      handedOn.current = meant;
      onValue(meant);
    },
  };
}

/** What is wrong with a JSON field, and what is only not there yet. */
export interface Judgement {
  readonly wrong: readonly Refusal[];
  readonly missing: readonly Refusal[];
}

export const NOTHING_WRONG: Judgement = { wrong: [], missing: [] };

/** Sorts refusals as the server does: a draft may lack things, but not hold wrong ones. */
export const judge = (refusals: readonly Refusal[]): Judgement => ({
  wrong: refusals.filter((refusal) => !isMissing(refusal)),
  missing: refusals.filter(isMissing),
});

export type { JsonText };
