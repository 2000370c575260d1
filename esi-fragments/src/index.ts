export { etagOf } from './headers/etag.js';
export {
  type FragmentHeaders,
  noStoreFragmentHeaders,
  personalFragmentHeaders,
  type SharedFragment,
  STALE_IF_ERROR_S,
  STALE_WHILE_REVALIDATE_S,
  sharedFragmentHeaders,
} from './headers/fragment-headers.js';
export { catalogTag, defaultTag, fragmentTags, slotTag, variantTag } from './headers/fragment-tags.js';
export { type IncludeOptions, includeTag, includeTagForEsiVariables } from './include/include-tag.js';
export { type Params, validParams } from './params.js';
export { pickLocale } from './pick-locale.js';
export * from './processor/index.js';
export { type FillValues, fill } from './render/fill.js';
export { renderVariant, type VariantToRender } from './render/render-variant.js';
export type { PlacedHole, Rendered } from './render/rendered.js';
