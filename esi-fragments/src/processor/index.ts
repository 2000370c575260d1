export { byteLength, concat } from './bytes.js';
export { type FetchIncludesOptions, fetchIncludes, readUpTo } from './fetch-includes.js';
export type { IncludeAnswer, IncludeAsk, IncludeFetch, Skipped, SkipReason } from './include.js';
export { requestVariables, type Variables, type VisitorRequest } from './language/variables.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { chain, isPromise, type MaybePromise } from './maybe.js';
export { esiTransform, type Stitched, type StitchOptions, stitch, stitchStream } from './stitch.js';
export { asksForEsi, namesEsi } from './surrogate.js';
export { type Node, parse } from './tree.js';
