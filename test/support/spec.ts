import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where other projects' published cases lie: beside the checkout, never inside it. */
const SPEC = resolve(__dirname, '../../../shared/spec');

/** Where one of their files is; null where they are not to be had, which CI does not accept. */
export function specFile(file: string): string | null {
  const path = resolve(SPEC, file);
  if (existsSync(path)) return path;
  if (process.env.CI) throw new Error(`${file} is missing from ../shared/spec, which CI must have`);
  return null;
}

/** Reads a file of published cases; null where they are not to be had. */
export function specCases<T>(file: string): T | null {
  const path = specFile(file);
  return path === null ? null : (JSON.parse(readFileSync(path, 'utf8')) as T);
}
