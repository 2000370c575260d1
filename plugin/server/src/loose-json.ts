/* For reading what another program answered: a part that is not of the expected type is as good as missing. */

export type Json = Record<string, unknown>;

export const object = (value: unknown): Json | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : null;
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
