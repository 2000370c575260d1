import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian puts daemons where not every user's PATH looks. */
const SYSTEM_PATHS = ['/usr/sbin', '/usr/local/sbin'];

/** The path of an installed program, or undefined. `more`: folders to look into besides. */
export const findProgram = (name: string, more: readonly string[] = []): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_PATHS, ...more]
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => can(file, constants.X_OK));

export function can(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
