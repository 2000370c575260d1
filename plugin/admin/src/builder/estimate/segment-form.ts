import { useForm } from '@strapi/strapi/admin';
import { DEFAULT_AUDIENCE_MIN } from '@tessera/model';

type Fields = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const minOf = (audience: unknown): number => {
  const min = (audience as { min?: unknown } | null | undefined)?.min;
  return typeof min === 'number' ? min : DEFAULT_AUDIENCE_MIN;
};

/** What the figures need of the segment's form: its parent and least share as they are now, its key as saved. */
export function useSegmentForm() {
  const { parent, audience, name } = useForm('TesseraSegment', ({ values }) => values as Fields);
  const saved = useForm('TesseraSegment', ({ initialValues }) => (initialValues ?? {}) as Fields);
  return {
    parent: text(parent),
    min: minOf(audience),
    key: text(saved.key),
    name: text(name) ?? text(saved.key) ?? '',
  };
}
