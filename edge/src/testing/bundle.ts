import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A module with all that it imports, workspace packages from their sources, as one script or module. */
export async function bundle(entry: string, format: 'esm' | 'iife'): Promise<string> {
  const room = (name: string) =>
    fileURLToPath(new URL(`../../../${name}/src/index.ts`, `file://${__filename}`));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    conditions: ['worker', 'browser'],
    alias: { '@tessera/model': room('model'), '@tessera/esi-fragments': room('esi-fragments') },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
