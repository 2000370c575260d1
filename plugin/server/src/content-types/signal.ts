import { SIGNAL_KINDS } from '@tessera/model';
import { kindsWith, type SignalField } from '../../../contracts/signal-fields';
import { custom, listed, row, texts } from './field';

/** Shows a field only while `kind` is one that has it (a JSON Logic rule, read by the Content Manager). */
const forKinds = (field: SignalField) => ({
  conditions: { visible: { in: [{ var: 'kind' }, kindsWith(field)] } },
});

/** A signal: a number (or value) kept per visitor, folded from events. */
export const signal = {
  schema: {
    kind: 'collectionType',
    collectionName: 'tessera_signals',
    info: {
      singularName: 'signal',
      pluralName: 'signals',
      displayName: 'Tessera signal',
      description: 'A number kept per visitor, folded from what the visitor does. Segments read signals.',
    },
    options: { draftAndPublish: true },
    attributes: {
      name: { type: 'string' },
      key: { type: 'string', required: true, unique: true },
      kind: { type: 'enumeration', enum: [...SIGNAL_KINDS], required: true, default: 'count' },
      event: custom('event', forKinds('event')),
      value: custom('value', forKinds('value')),
      weights: custom('weights', forKinds('weights')),
      where: custom('condition', { options: { fields: 'event' }, ...forKinds('where') }),
      window: custom('window'),
      halfLife: custom('halfLife', forKinds('halfLife')),
      scale: { type: 'float', ...forKinds('scale') },
      max: { type: 'float', ...forKinds('max') },
    },
    config: {
      settings: listed('name'),
      metadatas: texts('signal'),
      layouts: {
        list: ['name', 'key', 'kind', 'event'],
        // Which fields show depends on the kind: holes, if any, are on the right.
        edit: [
          row(['name', 6], ['key', 6]),
          row(['kind', 6], ['window', 6]),
          row(['event', 6], ['value', 6]),
          row(['where', 12]),
          row(['weights', 12]),
          row(['halfLife', 6], ['max', 6]),
          row(['scale', 6]),
        ],
      },
    },
  },
};
