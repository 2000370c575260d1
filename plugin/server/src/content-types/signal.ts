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
      event: { type: 'string', ...forKinds('event') },
      value: { type: 'string', ...forKinds('value') },
      weights: custom('weights', forKinds('weights')),
      where: custom('condition', { options: { fields: 'event' }, ...forKinds('where') }),
      window: { type: 'string' },
      halfLife: { type: 'string', ...forKinds('halfLife') },
      scale: { type: 'float', ...forKinds('scale') },
      max: { type: 'float', ...forKinds('max') },
    },
    config: {
      settings: listed('name'),
      metadatas: texts('signal'),
      layouts: {
        list: ['name', 'key', 'kind', 'event'],
        // Which fields show depends on the kind: rows are mixed so that no kind leaves holes.
        edit: [
          row(['name', 6], ['key', 6]),
          row(['kind', 6], ['window', 6]),
          row(['event', 6], ['halfLife', 6]),
          row(['value', 4], ['scale', 4], ['max', 4]),
          row(['where', 12]),
          row(['weights', 12]),
        ],
      },
    },
  },
};
