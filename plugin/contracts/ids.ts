/** Names that the admin panel, the server and the database must agree on. */
export const PLUGIN_ID = 'tessera';

/** The kinds of definitions an editor owns, in the order a catalog lists them. */
export const KINDS = ['signal', 'segment', 'slot', 'variant', 'mapping'] as const;
export type Kind = (typeof KINDS)[number];

/** Strapi's name of each kind's content type. */
export const UID = {
  signal: 'plugin::tessera.signal',
  segment: 'plugin::tessera.segment',
  slot: 'plugin::tessera.slot',
  variant: 'plugin::tessera.variant',
  mapping: 'plugin::tessera.mapping',
} as const satisfies Record<Kind, string>;
export type DefinitionUid = (typeof UID)[Kind];

/** The kind of a content type, or undefined if it is not one of ours. */
export const kindOf = (uid: string): Kind | undefined => KINDS.find((kind) => UID[kind] === uid);

/** In Strapi, the tag of a mapping that is for any of them; in a catalog it is null. */
export const ANY_TAG = 'any';

/** Custom fields, by the name they are registered under in Strapi's server and admin panel. */
export const CUSTOM_FIELDS = {
  condition: 'plugin::tessera.condition',
  weights: 'plugin::tessera.weights',
  audience: 'plugin::tessera.audience',
  params: 'plugin::tessera.params',
  slots: 'plugin::tessera.slots',
  targeting: 'plugin::tessera.targeting',
  content: 'plugin::tessera.content',
  segment: 'plugin::tessera.segment',
  variant: 'plugin::tessera.variant',
  event: 'plugin::tessera.event',
  value: 'plugin::tessera.value',
  window: 'plugin::tessera.window',
  halfLife: 'plugin::tessera.halfLife',
  props: 'plugin::tessera.props',
  constants: 'plugin::tessera.constants',
} as const;
export type CustomFieldName = keyof typeof CUSTOM_FIELDS;

/** What Strapi's database keeps for each custom field. */
export const CUSTOM_FIELD_TYPES = {
  condition: 'json',
  weights: 'json',
  audience: 'json',
  params: 'json',
  slots: 'json',
  targeting: 'json',
  content: 'json',
  segment: 'string',
  variant: 'string',
  event: 'string',
  value: 'string',
  window: 'string',
  halfLife: 'string',
  props: 'json',
  constants: 'json',
} as const satisfies Record<CustomFieldName, 'json' | 'string'>;
