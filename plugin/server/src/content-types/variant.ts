import { TEMPLATES } from '@tessera/model';
import { custom, listed, localized, row, texts } from './field';

/**
 * A variant: one piece of content that may fill slots. Slots and segments are held as keys in JSON,
 * not as relations: Strapi keeps relations per locale whatever `localized` says, and a published entry
 * silently loses those to unpublished entries. A lost `none` segment would show a variant to the very
 * people it was kept from; a key that names nothing published shows it to nobody.
 */
export const variant = {
  schema: {
    kind: 'collectionType',
    collectionName: 'tessera_variants',
    info: {
      singularName: 'variant',
      pluralName: 'variants',
      displayName: 'Tessera variant',
      description: 'One piece of content that may fill a slot, with its targeting.',
    },
    options: { draftAndPublish: true },
    // `tessera`: by this the admin panel's hooks know the list of variants.
    pluginOptions: { i18n: { localized: true }, tessera: { kind: 'variant' } },
    attributes: {
      name: { type: 'string', required: true, ...localized(false) },
      key: { type: 'string', ...localized(false) },
      slots: custom('slots', localized(false)),
      targeting: custom('targeting', localized(false)),
      template: {
        type: 'enumeration',
        enum: [...TEMPLATES],
        required: true,
        default: 'hero',
        ...localized(true),
      },
      content: custom('content', { required: true, ...localized(true) }),
    },
    config: {
      settings: listed('name'),
      metadatas: texts('variant', 'key'),
      layouts: {
        list: ['name', 'template', 'key'],
        edit: [
          row(['name', 6], ['key', 6]),
          row(['slots', 12]),
          row(['targeting', 12]),
          row(['template', 6]),
          row(['content', 12]),
        ],
      },
    },
  },
};
