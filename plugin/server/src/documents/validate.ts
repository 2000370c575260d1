import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { refusalText } from '@tessera/model';
import { isMissing } from '../../../contracts/check-entry';
import { type Kind, UID } from '../../../contracts/ids';
import { type DocumentContext, publishesAtOnce } from './context';
import { cycleThrough } from './cycle';
import { mappedBeside } from './mapped-beside';
import { type FieldRefusal, readJsonFields, refusalsOf } from './refusals';

/**
 * Refuses what is wrong before it is saved, and what is incomplete before it is published, with a
 * ValidationError the Content Manager shows at the field. Drafts may be incomplete: people save and go to
 * lunch. They may not be wrong, because a wrong draft is found out by whoever publishes it later.
 */
export async function refuseIfWrong(
  strapi: Core.Strapi,
  kind: Kind,
  context: DocumentContext,
): Promise<void> {
  const { action, params } = context;
  if (action === 'publish') {
    for (const draft of await draftsToPublish(strapi, kind, context)) {
      refuse([...refusalsOf(kind, draft), ...(await wholeRefusals(strapi, kind, draft))]);
    }
    return;
  }
  if ((action !== 'create' && action !== 'update' && action !== 'clone') || !params.data) return;

  const read = readJsonFields(strapi.contentType(UID[kind]).attributes, params.data);
  refuse(read.refusals);
  context.params = { ...params, data: read.data };
  // A clone without changes is as right as its original, and gets its key from us or from the editor.
  if (action === 'clone') return;

  const before = action === 'update' ? await draftBefore(strapi, kind, context) : null;
  const row = { ...before, ...onlyGiven(read.data), documentId: params.documentId };
  const refusals = [...refusalsOf(kind, row), ...(await keyRefusals(strapi, kind, row))];
  if (publishesAtOnce(context)) refuse([...refusals, ...(await wholeRefusals(strapi, kind, row))]);
  else refuse(refusals.filter((refusal) => !isMissing(refusal)));
}

const onlyGiven = (data: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));

type Row = Readonly<Record<string, unknown>>;

/** The draft an update starts from: this locale's, else another's for what all locales share. */
async function draftBefore(strapi: Core.Strapi, kind: Kind, context: DocumentContext): Promise<Row | null> {
  const [locale] = await localesOf(strapi, kind, context);
  const drafts: Row[] = await strapi.db
    .query(UID[kind])
    .findMany({ where: { documentId: context.params.documentId, publishedAt: null } });
  const own = drafts.find((draft) => locale === undefined || draft.locale === locale);
  if (own || !drafts[0]) return own ?? null;
  const { template: _template, content: _content, ...shared } = drafts[0];
  return shared;
}

async function draftsToPublish(strapi: Core.Strapi, kind: Kind, context: DocumentContext): Promise<Row[]> {
  const locales = await localesOf(strapi, kind, context);
  return strapi.db.query(UID[kind]).findMany({
    where: {
      documentId: context.params.documentId,
      publishedAt: null,
      ...(locales.length > 0 ? { locale: { $in: [...locales] } } : {}),
    },
  });
}

/** The locales an action is about; empty for all of them, and for what has none. */
async function localesOf(
  strapi: Core.Strapi,
  kind: Kind,
  { params }: DocumentContext,
): Promise<readonly string[]> {
  const i18n = strapi.plugin('i18n');
  if (!i18n.service('content-types').isLocalizedContentType(strapi.contentType(UID[kind]))) return [];
  const { locale } = params;
  if (locale === '*') return [];
  if (!locale || locale.length === 0) return [await i18n.service('locales').getDefaultLocale()];
  return typeof locale === 'string' ? [locale] : locale;
}

/** A variant's key is made by us; the others' must not be somebody else's. */
async function keyRefusals(strapi: Core.Strapi, kind: Kind, row: Row): Promise<FieldRefusal[]> {
  const { key, documentId } = row;
  if (kind === 'variant' || typeof key !== 'string' || key === '') return [];
  const others = documentId ? { documentId: { $ne: documentId } } : {};
  const other = await strapi.db.query(UID[kind]).findOne({ where: { key, ...others } });
  if (!other) return [];
  const message = `must be unique; the ${kind} "${other.name || other.key}" has it already`;
  return [{ field: 'key', place: 'key', value: JSON.stringify(key), message }];
}

/** What only the other entries can show: segments in a circle, an event that is mapped twice. */
async function wholeRefusals(strapi: Core.Strapi, kind: Kind, row: Row): Promise<FieldRefusal[]> {
  if (kind === 'mapping') return mappedBeside(strapi, row);
  if (kind !== 'segment') return [];
  const others: Row[] = await strapi.db
    .query(UID.segment)
    .findMany({ where: { publishedAt: { $notNull: true }, documentId: { $ne: row.documentId ?? '' } } });
  const circle = cycleThrough(row, others);
  if (!circle) return [];
  const message = `must not depend on itself: ${circle.join(' → ')}`;
  const field = row.parent === circle[1] ? 'parent' : 'when';
  return [{ field, place: field, value: JSON.stringify(circle[1]), message }];
}

function refuse(refusals: readonly FieldRefusal[]): void {
  const [first, ...more] = refusals;
  if (!first) return;
  const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
  throw new errors.ValidationError(`${refusalText(first)}${rest}`, {
    errors: refusals.map((refusal) => ({
      path: [refusal.field],
      name: 'ValidationError',
      message: refusalText(refusal),
      value: refusal.value,
    })),
  });
}
