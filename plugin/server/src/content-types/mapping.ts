import { TAGS } from '@tessera/model';
import { ANY_TAG } from '../../../contracts/ids';
import { custom, listed, row, texts } from './field';

/** Shows a field only while the event is not left out (a JSON Logic rule, read by the Content Manager). */
const UNLESS_LEFT_OUT = { conditions: { visible: { '!=': [{ var: 'leaveOut' }, true] } } };

/**
 * A mapping: what becomes of one event of another tag. `leaveOut` is a switch of its own, so that an event is never
 * left out because a box was forgotten; in the catalog it is a `type` of null.
 */
export const mapping = {
  schema: {
    kind: 'collectionType',
    collectionName: 'tessera_mappings',
    info: {
      singularName: 'mapping',
      pluralName: 'mappings',
      displayName: 'Tessera mapping',
      description: 'What an event of another tag (Segment, Mixpanel, Snowplow) becomes here.',
    },
    options: { draftAndPublish: true },
    attributes: {
      name: { type: 'string' },
      key: { type: 'string', required: true, unique: true },
      tag: { type: 'enumeration', enum: [ANY_TAG, ...TAGS], required: true, default: ANY_TAG },
      event: { type: 'string', required: true },
      leaveOut: { type: 'boolean', default: false },
      type: custom('event', UNLESS_LEFT_OUT),
      props: custom('props', UNLESS_LEFT_OUT),
      set: custom('constants', UNLESS_LEFT_OUT),
      enabled: { type: 'boolean', required: true, default: true },
    },
    config: {
      settings: listed('name'),
      metadatas: texts('mapping'),
      layouts: {
        list: ['name', 'key', 'tag', 'event', 'type'],
        edit: [
          row(['name', 6], ['key', 6]),
          row(['tag', 6], ['event', 6]),
          row(['type', 6], ['leaveOut', 6]),
          row(['props', 12]),
          row(['set', 12]),
          row(['enabled', 6]),
        ],
      },
    },
  },
};
