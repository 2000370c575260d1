const VALUE = 16;
const TEXT = 24;
const OBJECT = 56;

/** About how many bytes a JSON value takes up in memory; rather too many than too few. */
export function weightOf(json: unknown): number {
  if (typeof json === 'string') return TEXT + 2 * json.length;
  if (json === null || typeof json !== 'object') return VALUE;
  let weight = OBJECT;
  for (const key in json) weight += 2 * key.length + weightOf((json as Record<string, unknown>)[key]);
  return weight;
}
