export { main } from './cli.js';
export { type RunningEdge, type StartEdgeOptions, startEdge } from './start-edge.js';
