export { Edge } from './handler/edge.js';
export type { CacheState, EdgeAnswer, EdgeContext, EdgeRequest } from './handler/exchange.js';
export {
  type CacheOptions,
  DEFAULT_CACHE,
  DEFAULT_SHARED_HEADERS,
  DEFAULT_TIMEOUTS,
  type EdgeOptions,
  type Timeouts,
} from './handler/options.js';
export type { Statistics } from './handler/statistics.js';
export type { Fetch, FetchInit } from './handler/upstream.js';
