import type { CONTEXT_FIELDS } from '@tessera/model';

export type ContextField = (typeof CONTEXT_FIELDS)[number];
export type ContextInput =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly values: readonly string[] };

/** What each field of a context may hold, as far as it is not a text. */
const INPUTS: Partial<Record<ContextField, ContextInput>> = {
  'device.type': { kind: 'choice', values: ['mobile', 'tablet', 'desktop'] },
  'network.type': { kind: 'choice', values: ['slow-2g', '2g', '3g', '4g'] },
  'device.screen.width': { kind: 'number' },
  'device.screen.height': { kind: 'number' },
  'network.downlink': { kind: 'number' },
  'network.save_data': { kind: 'flag' },
  'visit.count': { kind: 'number' },
  'visit.returning': { kind: 'flag' },
};

export const inputOf = (field: ContextField): ContextInput => INPUTS[field] ?? { kind: 'text' };
