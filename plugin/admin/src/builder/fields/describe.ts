import { CONTEXT_FIELDS } from '@tessera/model';
import type { SignalOption } from '../../../../contracts/answers';
import { type EventProp, PAGE_FIELDS, propsOf } from '../../../../contracts/event-types';
import type { OperatorName } from '../condition/operators';

/** What a condition is about: a visitor (segments, variants) or an event (signals). */
export type About = 'visitor' | 'event';

/** What a field holds. `any`: it cannot be known. */
export type FieldType = 'number' | 'text' | 'yesno' | 'choice' | 'weekday' | 'segments' | 'any';
export type Unit = NonNullable<EventProp['unit']> | 's' | 'px' | 'Mbit/s';

export interface FieldInfo {
  readonly path: string;
  readonly type: FieldType;
  readonly unit: Unit | null;
  /** All there is to choose from, for `choice`. */
  readonly choices: readonly string[];
  /** What to ask a fragment server for its frequent values; null: nothing to ask. */
  readonly ask: string | null;
}

const DEVICES = ['mobile', 'tablet', 'desktop'];
const NETWORKS = ['slow-2g', '2g', '3g', '4g'];

type Known = Partial<Omit<FieldInfo, 'path'>> & Pick<FieldInfo, 'type'>;
const CONTEXT: Readonly<Record<string, Known>> = {
  'device.type': { type: 'choice', choices: DEVICES },
  'device.screen.width': { type: 'number', unit: 'px' },
  'device.screen.height': { type: 'number', unit: 'px' },
  'network.type': { type: 'choice', choices: NETWORKS },
  'network.downlink': { type: 'number', unit: 'Mbit/s' },
  'network.save_data': { type: 'yesno' },
  'visit.count': { type: 'number' },
  'visit.returning': { type: 'yesno' },
};

interface Around {
  readonly signals: readonly SignalOption[];
  /** The type of the events a condition is about, if it is about one type only. */
  readonly eventType?: string | null;
}

/** What can be known of a field by its path. */
export function describeField(path: string, around: Around): FieldInfo {
  const plain: FieldInfo = { path, type: 'any', unit: null, choices: [], ask: null };
  const [root = '', ...rest] = path.split('.');
  const name = rest.join('.');
  switch (root) {
    case 'signals':
      return { ...plain, ...ofSignal(around.signals.find(({ key }) => key === name)) };
    case 'segments':
      return { ...plain, type: 'segments' };
    case 'context':
      return { ...plain, type: 'text', ask: path, ...CONTEXT[name] };
    case 'traits':
      return { ...plain, ask: name === '' ? null : path };
    case 'consent':
      return { ...plain, type: 'yesno' };
    case 'time':
      return { ...plain, type: name === 'weekday' ? 'weekday' : 'number' };
    case 'type':
      return { ...plain, type: 'text', ask: 'event' };
    case 'page':
      return { ...plain, type: 'text', ask: name === 'type' || name === 'category' ? path : null };
    case 'props':
      return { ...plain, ...ofProp(propsOf(around.eventType)[name]), ask: name === '' ? null : path };
    default:
      return plain;
  }
}

const ofProp = (prop: EventProp | undefined): Known =>
  prop ? { type: prop.type, unit: prop.unit ?? null } : { type: 'any' };

/** Kinds whose value is the property's own, so that it may be a text. */
const KEEPING = ['max', 'min', 'last', 'first'];

function ofSignal(signal: SignalOption | undefined): Known {
  if (!signal) return { type: 'any' };
  const { kind, event, value, scale } = signal;
  if (kind === 'since') return { type: 'number', unit: 's' };
  if (kind !== 'sum' && !KEEPING.includes(kind ?? '')) return { type: 'number' };
  const { type, unit = null } = ofProp(propsOf(event)[value?.replace(/^props\./, '') ?? '']);
  if (scale === null || scale === 1) return { type: kind === 'sum' ? 'number' : type, unit };
  return { type: 'number', unit: unit === 'ms' && scale === 0.001 ? 's' : null };
}

const COMPARED: readonly OperatorName[] = ['$gt', '$gte', '$lt', '$lte', 'is', 'isNot'];
const LISTED: readonly OperatorName[] = ['$in', '$nin'];
const SEARCHED: readonly OperatorName[] = ['contains', 'notContains', 'startsWith', 'endsWith'];
const PATTERNS: readonly OperatorName[] = ['$regex', '$regexi'];
const VERSIONS: readonly OperatorName[] = ['$vgt', '$vgte', '$vlt', '$vlte', '$veq', '$vne'];
const PRESENCE: readonly OperatorName[] = ['exists', 'missing'];

/** The operators offered for what a field holds, the likeliest first: what a new rule begins with. */
export const OFFERED: Readonly<Record<FieldType, readonly OperatorName[]>> = {
  number: [...COMPARED, ...LISTED, ...PRESENCE],
  text: ['is', 'isNot', ...LISTED, ...SEARCHED, ...PATTERNS, ...PRESENCE],
  yesno: ['is', ...PRESENCE],
  choice: ['is', 'isNot', ...LISTED, ...PRESENCE],
  weekday: ['$in', '$nin', 'is', 'isNot'],
  segments: ['$in', '$nin', '$all'],
  any: [
    'is',
    'isNot',
    ...COMPARED.slice(0, 4),
    ...LISTED,
    ...SEARCHED,
    ...PATTERNS,
    ...VERSIONS,
    ...PRESENCE,
  ],
};

/** The fields that can be listed: those whose names are free (traits, properties) are typed in. */
export function listedFields(about: About, { signals, eventType }: Around): readonly string[] {
  if (about === 'event') {
    return [...Object.keys(propsOf(eventType)).map((name) => `props.${name}`), ...PAGE_FIELDS, 'type'];
  }
  return [
    ...signals.map(({ key }) => `signals.${key}`),
    'segments',
    ...CONTEXT_FIELDS.map((field) => `context.${field}`),
    'time.hour',
    'time.weekday',
  ];
}

/** Fields with a free name that `typed` may stand for. */
export function freeFields(about: About, typed: string): readonly string[] {
  const name = typed.trim().replace(/^(traits|consent|props)\./, '');
  if (!/^[^\s.$]+(\.[^\s.$]+)*$/.test(name)) return [];
  return about === 'event' ? [`props.${name}`] : [`traits.${name}`, `consent.${name}`];
}
