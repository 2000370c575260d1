export { BUILT_IN_NAMES } from './built-in-names.js';
export { checkMapping, type Mapping, sameEventMessage } from './mapping.js';
export { MAPPING_LIMITS } from './mapping-props.js';
export { type NamesOf, namesByTag } from './names-for.js';
export type { Names, Naming } from './naming.js';
export { TAGS, type Tag } from './tags.js';
