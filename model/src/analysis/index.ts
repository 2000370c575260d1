export { analyseCatalog, analysisInSlices, DEFAULT_STEPS } from './analyse.js';
export { DEFAULT_ALIKE, DEFAULT_ENOUGH_MEMBERS } from './find-alike-members.js';
export { FINDING_KINDS } from './findings.js';
export type {
  Analysis,
  AnalysisOptions,
  Cluster,
  Finding,
  FindingKind,
  MadeUpVisitor,
  Severity,
  Subject,
  Use,
} from './types.js';
