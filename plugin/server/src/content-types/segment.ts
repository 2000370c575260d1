import { custom, listed, row, texts } from './field';

/**
 * A segment: a named condition. `parent` holds the parent's key instead of a relation: a relation to
 * an unpublished entry is dropped without a word when the entry that holds it is published, which
 * would turn "laptop shoppers who …" into "everybody who …".
 */
export const segment = {
  schema: {
    kind: 'collectionType',
    collectionName: 'tessera_segments',
    info: {
      singularName: 'segment',
      pluralName: 'segments',
      displayName: 'Tessera segment',
      description: 'A named condition; a visitor is in it or not, at every instant.',
    },
    options: { draftAndPublish: true },
    pluginOptions: { tessera: { kind: 'segment' } },
    attributes: {
      name: { type: 'string', required: true },
      key: { type: 'string', required: true, unique: true },
      parent: custom('segment'),
      enabled: { type: 'boolean', required: true, default: true },
      when: custom('condition'),
      hold: { type: 'string' },
      audience: custom('audience'),
    },
    config: {
      settings: listed('name'),
      metadatas: texts('segment'),
      layouts: {
        list: ['name', 'key', 'parent', 'enabled'],
        edit: [
          row(['name', 6], ['key', 6]),
          row(['parent', 6], ['enabled', 6]),
          row(['when', 12]),
          row(['hold', 6]),
          row(['audience', 12]),
        ],
      },
    },
  },
};
