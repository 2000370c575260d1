/** The segments that somebody has to be in to be shown an entry with this targeting; of several that do, the first. */
export function segmentsAsked(targeting: unknown): string[] {
  const { segments } = objectOf(targeting);
  const { any, all } = objectOf(segments);
  const [first] = keysOf(any);
  return [...new Set([...(first === undefined ? [] : [first]), ...keysOf(all)])];
}

const objectOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};

const keysOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((key): key is string => typeof key === 'string') : [];
