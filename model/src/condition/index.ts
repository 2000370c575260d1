export { checkCondition, type FieldComplaint } from './check.js';
export { compileCondition } from './compile.js';
export { JOINERS, OPERATOR_NAMES } from './operators.js';
export { namedSegments, readPaths } from './reads.js';
export type { CompiledCondition, Condition, Field, FieldOf } from './types.js';
