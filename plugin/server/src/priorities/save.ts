import type { Core, UID as StrapiUID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { UID } from '../../../contracts/ids';
import type {
  PrioritiesAnswer,
  PrioritiesBody,
  PrioritiesSaved,
  PriorityVariant,
} from '../../../contracts/priorities';
import { defaultLocaleOf } from '../catalog/rows';
import { type Row, targetingOf } from './order';

/** Who asks, and what Strapi's Content Manager would let them do with one entry. */
export interface Editor {
  readonly id: number | null;
  mayUpdate(entry: object): boolean;
  mayPublish(entry: object): boolean;
}

/** 409: somebody has changed the list since it was seen. */
export class Outdated extends Error {}

type Done = Omit<PrioritiesSaved, 'now'>;

/** Within a transaction. `now` is the list as it is. */
export async function save(
  strapi: Core.Strapi,
  now: PrioritiesAnswer,
  { version, priorities, publish = [] }: PrioritiesBody,
  editor: Editor,
): Promise<Done> {
  if (version !== now.version) throw new Outdated();
  const locale = await defaultLocaleOf(strapi);
  const documents = strapi.documents(UID.variant as StrapiUID.ContentType);
  const creator = editor.id === null ? {} : { updatedBy: editor.id };

  let saved = 0;
  for (const { documentId, priority } of priorities) {
    const variant = variantIn(now, documentId);
    if (variant.priority === priority) continue;
    const draft = await draftOf(strapi, documentId, locale);
    if (!editor.mayUpdate(draft)) throw new errors.ForbiddenError(`"${variant.name}" may not be changed`);
    const targeting = { ...targetingOf(draft.targeting), priority };
    await named(variant, () => documents.update({ documentId, locale, data: { targeting, ...creator } }));
    saved += 1;
  }

  let published = 0;
  const skipped: Done['skipped'][number][] = [];
  for (const { documentId, others } of publish) {
    const variant = variantIn(now, documentId);
    if (variant.live === null || (variant.pending && !others)) {
      skipped.push({ documentId, reason: variant.live === null ? 'draft' : 'pending' });
      continue;
    }
    if (!editor.mayPublish(await draftOf(strapi, documentId, locale)))
      throw new errors.ForbiddenError(`"${variant.name}" may not be published`);
    await named(variant, () => documents.publish({ documentId, locale }));
    published += 1;
  }
  return { saved, published, skipped };
}

function variantIn(now: PrioritiesAnswer, documentId: string): PriorityVariant {
  const variant = now.variants.find((one) => one.documentId === documentId);
  if (!variant) throw new errors.ValidationError(`there is no variant ${JSON.stringify(documentId)}`);
  return variant;
}

async function draftOf(strapi: Core.Strapi, documentId: string, locale: string): Promise<Row> {
  const draft = await strapi.db.query(UID.variant).findOne({
    where: { documentId, locale, publishedAt: null },
    // Roles may be allowed to change only what they, or their role, made.
    populate: { createdBy: { populate: ['roles'] } },
  });
  if (!draft) throw new Outdated();
  return draft as Row;
}

/** A refusal that says which of the variants is refused. */
async function named(variant: PriorityVariant, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof errors.ValidationError)
      throw new errors.ValidationError(`"${variant.name}": ${error.message}`, error.details);
    throw error;
  }
}
