import { type TextId, type TextValues, useSay } from './text';

/** A text as an element, for places where no hook can be called. */
export function Say({ id, values }: { id: TextId; values?: TextValues }) {
  return useSay()(id, values);
}
