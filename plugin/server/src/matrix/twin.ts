import type { Targeting } from './targetings';

/** The default locale, and others that come before and after it by name. */
export const LOCALES = ['en', 'ca', 'es'] as const;
export type Locale = (typeof LOCALES)[number];
const MAIN: Locale = 'en';

/** What one variant is, in the simplest words: a text per locale, one targeting for all drafts, one for all published. */
export interface Twin {
  readonly drafts: Readonly<Partial<Record<Locale, string>>>;
  readonly published: Readonly<Partial<Record<Locale, string>>>;
  readonly targeting: Targeting;
  readonly publishedTargeting: Targeting | null;
}

/** Something an editor does. */
export type Step =
  | { readonly do: 'update'; readonly locale: Locale; readonly text: string; readonly targeting?: Targeting }
  | {
      readonly do:
        | 'publish'
        | 'bulkPublish'
        | 'unpublish'
        | 'bulkUnpublish'
        | 'discard'
        | 'clone'
        | 'delete'
        | 'bulkDelete';
      readonly locale: Locale;
    };

/** Every walk begins with a new entry in the default locale. */
export const begun = (text: string, targeting: Targeting): Twin => ({
  drafts: { [MAIN]: text },
  published: {},
  targeting,
  publishedTargeting: null,
});

/** Whether the panel offers the step: there must be something to do it to, and an entry must be left. */
export function offers({ drafts, published }: Twin, { do: what, locale }: Step): boolean {
  switch (what) {
    case 'update':
      return true;
    case 'unpublish':
    case 'bulkUnpublish':
    case 'discard':
      return published[locale] !== undefined;
    case 'delete':
    case 'bulkDelete':
      return drafts[locale] !== undefined && Object.keys(drafts).length > 1;
    default:
      return drafts[locale] !== undefined;
  }
}

const without = <Values extends Twin['drafts']>(values: Values, locale: Locale) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => key !== locale));

/** The twin after a step. `en` is the default locale: it alone publishes the targeting, or takes it back. */
export function after(twin: Twin, step: Step): Twin {
  const { drafts, published } = twin;
  const { locale } = step;
  switch (step.do) {
    case 'update':
      return {
        ...twin,
        drafts: { ...drafts, [locale]: step.text },
        targeting: step.targeting ?? twin.targeting,
      };
    case 'publish':
    case 'bulkPublish':
      return {
        ...twin,
        published: { ...published, [locale]: drafts[locale] },
        publishedTargeting: locale === MAIN ? twin.targeting : twin.publishedTargeting,
      };
    case 'unpublish':
    case 'bulkUnpublish':
      return { ...twin, published: without(published, locale) };
    case 'discard':
      return {
        ...twin,
        drafts: { ...drafts, [locale]: published[locale] },
        targeting: locale === MAIN ? (twin.publishedTargeting ?? twin.targeting) : twin.targeting,
      };
    case 'delete':
    case 'bulkDelete':
      return { ...twin, drafts: without(drafts, locale), published: without(published, locale) };
    case 'clone':
      return twin;
  }
}

/** What the catalog holds of it: nothing unless it is published in the default locale. */
export function held({ published, publishedTargeting }: Twin) {
  if (published[MAIN] === undefined || publishedTargeting === null) return null;
  const locales = [MAIN, ...LOCALES.filter((locale) => locale !== MAIN)].filter(
    (locale) => published[locale],
  );
  return {
    targeting: publishedTargeting,
    texts: locales.map((locale) => [locale, published[locale]] as const),
  };
}
