import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian puts daemons where not every user's PATH looks. */
const SYSTEM_PATHS = ['/usr/sbin', '/usr/local/sbin'];

/** The path of varnishd, or undefined when it is not installed. */
export function varnishdPath(path = process.env.PATH ?? ''): string | undefined {
  return [...path.split(delimiter), ...SYSTEM_PATHS]
    .filter(Boolean)
    .map((folder) => join(folder, 'varnishd'))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

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
