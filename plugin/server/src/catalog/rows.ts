import type { Core } from '@strapi/strapi';
import { UID } from '../../../contracts/ids';
import type { Rows } from './assemble';
import type { SegmentRow, SignalRow, SlotRow, VariantRow } from './entries';

/** Every published row, straight from the database: no page limits, no permissions, all locales. */
export async function publishedRows(strapi: Core.Strapi): Promise<Rows> {
  const published = { where: { publishedAt: { $notNull: true } } };
  const [signals, segments, slots, variants] = await Promise.all([
    strapi.db.query(UID.signal).findMany(published),
    strapi.db.query(UID.segment).findMany(published),
    strapi.db.query(UID.slot).findMany(published),
    strapi.db.query(UID.variant).findMany(published),
  ]);
  return {
    signals: signals as SignalRow[],
    segments: segments as SegmentRow[],
    slots: slots as SlotRow[],
    variants: variants as VariantRow[],
  };
}

/** i18n's default locale, e.g. `en`. */
export const defaultLocaleOf = (strapi: Core.Strapi): Promise<string> =>
  strapi.plugin('i18n').service('locales').getDefaultLocale();
