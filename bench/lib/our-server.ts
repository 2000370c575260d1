import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCatalog } from './bench-catalog.js';
import { startProgram } from './program.js';

export const ROOT = process.cwd();

/** The real server as its users start it, with a store on disk. */
export async function startOurServer(
  port: number,
  env: Record<string, string> = {},
): Promise<{ stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
  const catalog = join(directory, 'catalog.json');
  writeFileSync(catalog, JSON.stringify(benchCatalog()));
  const program = await startProgram(
    [join(ROOT, 'server/bin/tessera.js'), 'serve'],
    {
      TESSERA_CATALOG: catalog,
      TESSERA_PORT: String(port),
      TESSERA_STORE: `embedded:${join(directory, 'store')}`,
      TESSERA_LOG: 'warn',
      TESSERA_ADMIN_TOKEN: 'bench',
      ...env,
    },
    `http://127.0.0.1:${port}/readyz`,
  );
  return {
    stop: async () => {
      await program.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
