import type { Variant } from '@tessera/model';

const language = (locale: string): string => locale.split('-', 1)[0] ?? '';

/**
 * The locale of `variant` to show to whoever wants `wanted`: the same, else the same language (without a
 * region before another region), else the variant's first. Null only for a variant without locales.
 */
export function pickLocale(variant: Pick<Variant, 'locales'>, wanted: string | null): string | null {
  const locales = Object.keys(variant.locales);
  const asked = (wanted ?? '').toLowerCase();
  const find = (matches: (locale: string) => boolean): string | undefined =>
    locales.find((locale) => matches(locale.toLowerCase()));
  return (
    find((locale) => locale === asked) ??
    find((locale) => locale === language(asked)) ??
    find((locale) => language(locale) === language(asked)) ??
    locales[0] ??
    null
  );
}
