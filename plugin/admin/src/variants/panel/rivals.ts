import type { PrioritiesAnswer, PriorityVariant } from '../../../../contracts/priorities';

/** Who stands before a variant in one of its slots. */
export interface Standing {
  readonly slot: string;
  readonly slotKey: string;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  /** The first first. */
  readonly before: readonly PriorityVariant[];
}

/** Slot by slot. Where it is the slot's fallback it takes no part. */
export function standingsOf({ slots, variants }: PrioritiesAnswer, documentId: string): Standing[] {
  return slots.flatMap(({ key, name, order }) => {
    const at = order.indexOf(documentId);
    if (at === -1) return [];
    const before = order.slice(0, at).flatMap((id) => variants.find((one) => one.documentId === id) ?? []);
    return [{ slot: name, slotKey: key, place: at + 1, of: order.length, before }];
  });
}
