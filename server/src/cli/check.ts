import { readFile } from 'node:fs/promises';
import {
  type Analysis,
  analyseCatalog,
  type CheckedCatalog,
  checkCatalog,
  refusalText,
} from '@tessera/model';
import { findingsText } from './findings-text.js';

const HELP = `tessera check FILE [--json] [--strict]: says whether a catalog file would be taken, and why not;
of one that would be taken, what conflicts in it, can never be shown, or is there twice

  --json    one JSON object for machines: { file, taken, refusals, warnings, findings, clusters,
            approximations, complete }
  --strict  exit with 1 for a warning, or a finding that is an error or a warning, too (hints are let pass)
  --help    this text

Findings:
  broken_reference  a name that is not published, so that nobody is shown what names it
  seldom_meant      allowed, but most likely not what was meant
  never_holds       a segment nobody can be in, a variant nobody can be shown
  never_wins        a variant of a slot that is never shown, because others always are
  equal_priority    two variants of a slot that are for the same visitor, with equal priority
  alike_rule        two segments that ask for the same; alike ones come with a proposal to merge them
Each comes with a made-up visitor who shows it, or with the proof that there is none; where that is not
exact, it says so. A running server answers the same at /admin/check, and compares members, too.

Exit code: 0 it would be taken, 1 it would be refused, 2 it cannot be read.`;

const OPTIONS: readonly string[] = ['--json', '--strict'];

/** Resolves with the exit code. */
export async function check(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const options = args.filter((arg) => arg.startsWith('--'));
  const unknown = options.find((option) => !OPTIONS.includes(option));
  if (unknown !== undefined) {
    console.error(`tessera check knows no ${unknown}; allowed: ${OPTIONS.join(', ')}`);
    return 2;
  }
  const [file, ...rest] = args.filter((arg) => !options.includes(arg));
  if (file === undefined || rest.length > 0) {
    console.error('tessera check takes one file; see tessera check --help');
    return 2;
  }
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const checked = checkCatalog(json);
  const analysis = checked.ok
    ? analyseCatalog(checked.value, { now: Date.now(), warnings: checked.warnings })
    : null;
  const print = options.includes('--json') ? printJson : printText;
  print(file, checked, analysis);
  if (!checked.ok) return 1;
  const faults = analysis?.findings.filter(({ severity }) => severity !== 'hint') ?? [];
  return options.includes('--strict') && faults.length > 0 ? 1 : 0;
}

function printJson(file: string, checked: CheckedCatalog, analysis: Analysis | null): void {
  const refusals = checked.ok ? [] : checked.refusals;
  const warnings = checked.ok ? checked.warnings : [];
  const none: Analysis = {
    findings: [],
    clusters: [],
    approximations: ['A catalog that would be refused is not looked at any further.'],
    complete: false,
  };
  console.log(
    JSON.stringify({ file, taken: checked.ok, refusals, warnings, ...(analysis ?? none) }, null, 2),
  );
}

function printText(file: string, checked: CheckedCatalog, analysis: Analysis | null): void {
  const found = checked.ok ? checked.warnings : checked.refusals;
  for (const refusal of found) console.log(`${checked.ok ? 'warning' : 'refused'}: ${refusalText(refusal)}`);
  if (!checked.ok || !analysis) return;
  const { version, signals, segments, slots, variants, mappings } = checked.value;
  console.log(
    `${file} would be taken: version ${version}, ${signals.length} signals, ${segments.length} segments, ${slots.length} slots, ${variants.length} variants, ${mappings.length} mappings`,
  );
  console.log(findingsText(analysis));
}
