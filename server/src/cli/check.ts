import { readFile } from 'node:fs/promises';
import { checkCatalog, refusalText } from '@tessera/model';

const HELP = `tessera check FILE: says whether a catalog file would be taken, and why not

Exit code: 0 it would be taken, 1 it would be refused, 2 it cannot be read.`;

export async function check(args: readonly string[]): Promise<number> {
  const [file, ...rest] = args;
  if (file === '--help' || file === '-h') {
    console.log(HELP);
    return 0;
  }
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
  const found = checked.ok ? checked.warnings : checked.refusals;
  for (const refusal of found) console.log(`${checked.ok ? 'warning' : 'refused'}: ${refusalText(refusal)}`);
  if (!checked.ok) return 1;
  const { version, signals, segments, slots, variants } = checked.value;
  console.log(
    `${file} would be taken: version ${version}, ${signals.length} signals, ${segments.length} segments, ${slots.length} slots, ${variants.length} variants`,
  );
  return 0;
}
