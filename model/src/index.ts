export * from './analysis/index.js';
export { type Catalog, type CheckedCatalog, checkCatalog } from './catalog.js';
export { operatorRefusals } from './catalog-operators.js';
export { segmentDependencies, signalsRead } from './catalog-references.js';
export * from './condition/index.js';
export { type Content, checkContent, type LocaleContent, TEMPLATES, type Template } from './content.js';
export { CONTEXT_FIELDS, type Context, readContext, TOLD_FIELDS, VISIT_FIELDS } from './context.js';
export { DURATION, durationMs } from './duration.js';
export { checkEvent, type Page, type TesseraEvent, type WireEvent } from './event.js';
export { eventFieldComplaint, visitorFieldComplaint } from './fields.js';
export { isJsonObject, type Json, type JsonLimits, type JsonObject, jsonComplaint, lookUp } from './json.js';
export {
  DEFAULT_VARIANT,
  FALLBACK_VARIANT,
  KEY,
  LOCALE,
  PARAM_VALUE,
  VARIANT_KEY,
  VISITOR_ID,
} from './keys.js';
export * from './mapping/index.js';
export { type Checked, type Refusal, refusalText, refuse, shown } from './refusal.js';
export {
  contextOfFields,
  REQUEST_FIELDS,
  type RequestField,
  requestField,
  type TellingRequest,
} from './request-context.js';
export { checkSegment, DEFAULT_AUDIENCE_MIN, type Segment } from './segment.js';
export { checkSignal, SIGNAL_KINDS, type Signal } from './signal.js';
export { checkSlot, DEFAULT_TTL_S, type Slot } from './slot.js';
export { checkTargeting, checkVariant, type Targeting, type Variant } from './variant.js';
