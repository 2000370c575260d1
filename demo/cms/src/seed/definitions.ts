import type { Core, UID } from '@strapi/strapi';
import { segments } from './segments';
import { signals } from './signals';
import { slots } from './slots';
import type { StorySettings } from './story';
import { type SeedVariant, variants } from './variants';

type Kind = 'signal' | 'segment' | 'slot' | 'variant';
const uidOf = (kind: Kind): UID.ContentType => `plugin::tessera.${kind}` as UID.ContentType;

/** A definition to be made once; afterwards it is the editor's. */
interface Step {
  /** What is remembered of it, e.g. `segment cart_abandoner`, `variant Of2zM7gRk5Ys es`. */
  readonly id: string;
  make(): Promise<void>;
}

/**
 * Makes and publishes what the story needs. Each thing is made once in the life of a database: what an
 * editor changed, unpublished or deleted since stays so. Returns how many things were made.
 */
export async function seedDefinitions(strapi: Core.Strapi, settings: StorySettings): Promise<number> {
  const memory = strapi.store({ type: 'plugin', name: 'tessera_demo', key: 'seeded' });
  const made = new Set((await memory.get({})) as string[] | null);
  const steps = [
    ...signals.map((data) => definition(strapi, 'signal', data)),
    ...segments(settings).map((data) => definition(strapi, 'segment', data)),
    ...variants(settings).flatMap((variant) => variantSteps(strapi, variant)),
    ...slots.map((data) => definition(strapi, 'slot', data)),
  ].filter(({ id }) => !made.has(id));

  for (const { id, make } of steps) {
    await make();
    made.add(id);
    await memory.set({ value: [...made] });
  }
  return steps.length;
}

function definition(strapi: Core.Strapi, kind: Kind, data: { readonly key: string }): Step {
  return {
    id: `${kind} ${data.key}`,
    async make() {
      if (await documentIdOf(strapi, kind, data.key)) return;
      await strapi.documents(uidOf(kind)).create({ data, status: 'published' });
    },
  };
}

/** The default locale makes the document; the others are added to it. */
function variantSteps(
  strapi: Core.Strapi,
  { key, name, slots, segments, priority, en, es }: SeedVariant,
): Step[] {
  const targeting = segments ? { segments: { any: segments }, priority } : null;
  const shared = { key, name, slots, targeting };
  const inEnglish = definition(strapi, 'variant', { ...shared, ...en });
  if (!es) return [inEnglish];
  const inSpanish: Step = {
    id: `variant ${key} es`,
    async make() {
      const documentId = await documentIdOf(strapi, 'variant', key);
      if (!documentId) return;
      await strapi
        .documents(uidOf('variant'))
        .update({ documentId, locale: 'es', data: { ...es }, status: 'published' });
    },
  };
  return [inEnglish, inSpanish];
}

async function documentIdOf(strapi: Core.Strapi, kind: Kind, key: string): Promise<string | null> {
  const row = await strapi.db.query(uidOf(kind)).findOne({ select: ['documentId'], where: { key } });
  return row?.documentId ?? null;
}
