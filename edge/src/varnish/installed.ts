import { accessSync, constants } from 'node:fs';
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

/** Whether Varnish can be started here. Its module xkey (varnish-modules) is found missing only at the start. */
export const varnishInstalled = (): boolean => varnishdPath() !== undefined;
