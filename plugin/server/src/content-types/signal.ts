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
      name: { type: 'string', maxLength: 200 },
      key: { type: 'string', required: true, unique: true, maxLength: 40 },
      kind: { type: 'enumeration', enum: [...SIGNAL_KINDS], required: true, default: 'count' },
      event: { type: 'string', maxLength: 40, ...forKinds('event') },
      value: { type: 'string', maxLength: 300, ...forKinds('value') },
      weights: custom('weights', forKinds('weights')),
      where: custom('condition', { options: { fields: 'event' }, ...forKinds('where') }),
      window: { type: 'string', maxLength: 10 },
      halfLife: { type: 'string', maxLength: 10, ...forKinds('halfLife') },
      scale: { type: 'float', ...forKinds('scale') },
      max: { type: 'float', ...forKinds('max') },
    },
    config: {
      settings: listed('name'),
      metadatas: texts('signal'),
      layouts: {
        list: ['name', 'key', 'kind', 'event'],
        edit: [
          row(['name', 6], ['key', 6]),
          row(['kind', 6], ['event', 6]),
          row(['value', 6], ['scale', 6]),
          row(['window', 6], ['halfLife', 6]),
          row(['max', 6]),
          row(['where', 12]),
          row(['weights', 12]),
        ],
      },
    },
  },
};
