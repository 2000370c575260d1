import { KINDS, PLUGIN_ID, UID } from '../../../contracts/ids';

type Texts = Record<string, string>;

const LANGUAGES: Record<string, () => Promise<{ default: Texts }>> = {
  en: () => import('../translations/en'),
  es: () => import('../translations/es'),
};

/** What Strapi's admin panel wants to have for each of its languages. */
export function loadTranslations(locales: readonly string[]): Promise<{ data: Texts; locale: string }[]> {
  return Promise.all(
    locales.map(async (locale) => {
      const texts = (await LANGUAGES[locale]?.())?.default ?? {};
      return {
        data: Object.fromEntries(Object.entries(texts).map(([id, text]) => [fullId(id), text])),
        locale,
      };
    }),
  );
}

/** Ours get the plugin's name before them; field labels are looked up by the Content Manager under its own. */
export function fullId(id: string): string {
  const [, kind, field] = /^field\.(\w+)\.(\w+)$/.exec(id) ?? [];
  const known = KINDS.find((each) => each === kind);
  return known ? `content-manager.content-types.${UID[known]}.${field}` : `${PLUGIN_ID}.${id}`;
}
