import { DEFAULT_TTL_S } from '@tessera/model';
import { custom, listed, row, texts } from './field';

/** A slot: a named hole in a page. `fallback` holds the variant's key, for the reason given in segment.ts. */
export const slot = {
  schema: {
    kind: 'collectionType',
    collectionName: 'tessera_slots',
    info: {
      singularName: 'slot',
      pluralName: 'slots',
      displayName: 'Tessera slot',
      description: 'A named hole in a page, filled by an ESI include.',
    },
    options: { draftAndPublish: true },
    attributes: {
      name: { type: 'string', required: true },
      key: { type: 'string', required: true, unique: true },
      delivery: { type: 'enumeration', enum: ['shared', 'personal'], required: true, default: 'shared' },
      ttl: { type: 'integer', default: DEFAULT_TTL_S },
      fallback: custom('variant'),
      params: custom('params'),
    },
    config: {
      settings: listed('name'),
      metadatas: texts('slot'),
      layouts: {
        list: ['name', 'key', 'delivery', 'ttl'],
        edit: [
          row(['name', 6], ['key', 6]),
          row(['delivery', 6], ['ttl', 6]),
          row(['fallback', 6], ['params', 6]),
        ],
      },
    },
  },
};
