import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../program/find.js';

/** The path of varnishd, or undefined when it is not installed. */
export const varnishdPath = (): string | undefined => findProgram('varnishd');

/** Where modules lie: Debian, by architecture; others; Homebrew. */
const MODULE_DIRS = ['/usr/lib', '/usr/local/lib', '/opt/homebrew/lib'];

/** Whether vmod xkey is there. */
export const xkeyInstalled = (): boolean =>
  MODULE_DIRS.some((dir) =>
    [dir, ...foldersIn(dir)].some((folder) => existsSync(join(folder, 'varnish/vmods/libvmod_xkey.so'))),
  );

function foldersIn(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(dir, name));
}

/** Whether Varnish can be started here. Its module header (varnish-modules) is found missing only at the start. */
export const varnishInstalled = (): boolean => varnishdPath() !== undefined;
