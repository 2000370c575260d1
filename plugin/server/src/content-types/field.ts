import { FIELD_TEXTS } from '../../../contracts/field-texts';
import { CUSTOM_FIELDS, type CustomFieldName, type Kind } from '../../../contracts/ids';

/** An attribute that is edited with one of our own inputs. Strapi fills in the stored type. */
export const custom = (name: CustomFieldName, more: Record<string, unknown> = {}) => ({
  type: 'customField' as const,
  customField: CUSTOM_FIELDS[name],
  ...more,
});

/** What the Content Manager says beside each field of a kind; `locked` fields can be seen, not edited. */
export const texts = (kind: Kind, ...locked: readonly string[]) =>
  Object.fromEntries(
    Object.entries(FIELD_TEXTS[kind]).map(([field, { label, hint, placeholder = '' }]) => [
      field,
      {
        edit: { label, description: hint, placeholder, editable: !locked.includes(field) },
        list: { label },
      },
    ]),
  );

/** One row of the edit view: names with widths, of 12 columns together. */
export const row = (...fields: [name: string, size: 4 | 6 | 8 | 12][]) =>
  fields.map(([name, size]) => ({ name, size }));

/** The same value in every locale, or one value per locale. */
export const localized = (yes: boolean) => ({ pluginOptions: { i18n: { localized: yes } } });

/** How the Content Manager lists entries. All of these must be given, or Strapi does not start. */
export const listed = (mainField: string) => ({
  mainField,
  defaultSortBy: mainField,
  defaultSortOrder: 'ASC',
  pageSize: 50,
  searchable: true,
  filterable: true,
  bulkable: true,
});
