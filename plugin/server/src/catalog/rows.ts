import type { Core } from '@strapi/strapi';
import { UID } from '../../../contracts/ids';
import type { Rows } from './assemble';
import type { MappingRow, SegmentRow, SignalRow, SlotRow, VariantRow } from './entries';

/** Every published row. */
export const publishedRows = (strapi: Core.Strapi): Promise<Rows> => rowsWhere(strapi, { $notNull: true });

/** Every row as editors see it. What was published and not touched since has a draft that is the same. */
export const draftRows = (strapi: Core.Strapi): Promise<Rows> => rowsWhere(strapi, { $null: true });

/** Straight from the database: no page limits, no permissions, all locales. */
async function rowsWhere(strapi: Core.Strapi, publishedAt: object): Promise<Rows> {
  const asked = { where: { publishedAt } };
  const [signals, segments, slots, variants, mappings] = await Promise.all([
    strapi.db.query(UID.signal).findMany(asked),
    strapi.db.query(UID.segment).findMany(asked),
    strapi.db.query(UID.slot).findMany(asked),
    strapi.db.query(UID.variant).findMany(asked),
    strapi.db.query(UID.mapping).findMany(asked),
  ]);
  return {
    signals: signals as SignalRow[],
    segments: segments as SegmentRow[],
    slots: slots as SlotRow[],
    variants: variants as VariantRow[],
    mappings: mappings as MappingRow[],
  };
}

/** i18n's default locale, e.g. `en`. */
export const defaultLocaleOf = (strapi: Core.Strapi): Promise<string> =>
  strapi.plugin('i18n').service('locales').getDefaultLocale();
