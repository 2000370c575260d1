import type { PrioritiesAnswer, PrioritySlot, PriorityVariant } from '../../../../contracts/priorities';
import { prioritiesFor } from './reorder';

/** A slot's variants in an order that somebody has made, and what it takes. */
export interface Wanted {
  readonly order: readonly string[];
  readonly moved: ReadonlySet<string>;
}

export const variantOf = ({ variants }: PrioritiesAnswer, id: string): PriorityVariant | undefined =>
  variants.find(({ documentId }) => documentId === id);

/** The priorities that have to change; null if there are too many variants. */
export function changesFor(answer: PrioritiesAnswer, slot: PrioritySlot, { order, moved }: Wanted) {
  const ranks = new Map(slot.order.map((id, rank) => [id, rank]));
  const ranked = order.map((id) => ({
    id,
    priority: variantOf(answer, id)?.priority ?? 0,
    rank: ranks.get(id) ?? 0,
  }));
  return prioritiesFor(ranked, moved);
}

/** Names of the other slots whose order would change with it: a variant's priority is the same in all its slots. */
export function alsoChanged(
  answer: PrioritiesAnswer,
  slot: PrioritySlot,
  changes: ReadonlyMap<string, number>,
): string[] {
  const priority = (id: string) => changes.get(id) ?? variantOf(answer, id)?.priority ?? 0;
  return answer.slots
    .filter(({ key, order }) => {
      if (key === slot.key) return false;
      // Of equal priority, those who were before stay before: depth and key have not changed.
      const after = [...order].sort((a, b) => priority(b) - priority(a));
      return after.some((id, at) => id !== order[at]);
    })
    .map(({ name }) => name);
}

export interface Publishing {
  /** Publishing changes nothing but their priority. */
  readonly plain: readonly PriorityVariant[];
  /** Publishing them publishes other changes, too. */
  readonly pending: readonly PriorityVariant[];
  /** Never published: they stay drafts. */
  readonly drafts: readonly PriorityVariant[];
}

/** What has to be published so that visitors are shown this order. */
export function publishingOf(
  answer: PrioritiesAnswer,
  slot: PrioritySlot,
  changes: ReadonlyMap<string, number>,
): Publishing {
  const variants = answer.variants.filter(({ documentId }) => slot.order.includes(documentId));
  const differs = variants.filter(
    ({ documentId, priority, live }) => live !== null && (changes.get(documentId) ?? priority) !== live,
  );
  return {
    plain: differs.filter(({ pending }) => !pending),
    pending: differs.filter(({ pending }) => pending),
    drafts: variants.filter(({ documentId, live }) => live === null && changes.has(documentId)),
  };
}
