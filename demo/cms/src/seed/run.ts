import type { Core } from '@strapi/strapi';
import { ensureCatalogToken, ensureEditor } from './access';
import { seedDefinitions } from './definitions';
import { storySettings } from './story';

/** Strapi calls its default locale `en`; the story is also told in Spanish. */
async function ensureSpanish(strapi: Core.Strapi): Promise<void> {
  const locales = strapi.plugin('i18n').service('locales');
  if (await locales.findByCode('es')) return;
  await locales.create({ code: 'es', name: 'Spanish (es)' });
}

/** Fills an empty demo; on a later start only what is missing. Never runs without TESSERA_DEMO=1. */
export async function seedDemo(strapi: Core.Strapi): Promise<void> {
  const settings = storySettings(process.env, new Date());
  await ensureSpanish(strapi);
  const made = await seedDefinitions(strapi, settings);
  await ensureEditor(strapi);
  await ensureCatalogToken(strapi);
  if (made > 0) strapi.log.info(`[demo] seeded ${made} entries`);
}
