export { checkCondition, type FieldComplaint } from './check.js';
export { compileCondition } from './compile.js';
export { type ExplainedJoint, type ExplainedTest, type Explanation, explainCondition } from './explain.js';
export { JOINERS, OPERATOR_NAMES } from './operators.js';
export { type Comparison, comparisons, namedSegments, readPaths } from './reads.js';
export type { CompiledCondition, Condition, Field, FieldOf, Watch } from './types.js';
