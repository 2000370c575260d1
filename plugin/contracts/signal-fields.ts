/**
 * Which fields each kind of signal has, beside key, name and kind. The form shows only these, and only
 * these reach the catalog: a value left over from another kind is not the editor's intent.
 */
export const SIGNAL_FIELDS = {
  count: ['event', 'where', 'window', 'halfLife'],
  sum: ['event', 'value', 'where', 'window', 'halfLife', 'scale'],
  max: ['event', 'value', 'where', 'window', 'scale'],
  min: ['event', 'value', 'where', 'window', 'scale'],
  last: ['event', 'value', 'where', 'window', 'scale'],
  first: ['event', 'value', 'where', 'window', 'scale'],
  distinct: ['event', 'value', 'where', 'window'],
  since: ['event', 'where', 'window'],
  score: ['weights', 'window', 'halfLife', 'max'],
} as const;

export type SignalKind = keyof typeof SIGNAL_FIELDS;
export type SignalField = (typeof SIGNAL_FIELDS)[SignalKind][number];

/** The kinds that have `field`. */
export const kindsWith = (field: SignalField): SignalKind[] =>
  (Object.keys(SIGNAL_FIELDS) as SignalKind[]).filter((kind) =>
    (SIGNAL_FIELDS[kind] as readonly string[]).includes(field),
  );
