import type { Core } from '@strapi/strapi';
import { CUSTOM_FIELD_TYPES, type CustomFieldName, PLUGIN_ID } from '../../contracts/ids';

/** Inputs that want a whole row; the others may be narrowed. */
const WIDE: ReadonlySet<CustomFieldName> = new Set([
  'condition',
  'weights',
  'targeting',
  'content',
  'audience',
  'props',
  'constants',
]);

/** Tells Strapi how each of our fields is stored; the admin panel registers their inputs. */
export function registerCustomFields(strapi: Core.Strapi): void {
  for (const [name, type] of Object.entries(CUSTOM_FIELD_TYPES) as [CustomFieldName, 'json' | 'string'][]) {
    strapi.customFields.register({
      name,
      plugin: PLUGIN_ID,
      type,
      inputSize: { default: WIDE.has(name) ? 12 : 6, isResizable: true },
    });
  }
}
