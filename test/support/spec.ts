import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where other projects' published cases lie: beside the checkout, never inside it. */
const SPEC = resolve(__dirname, '../../../shared/spec');

/** Reads a file of published cases; null where they are not to be had, which CI does not accept. */
export function specCases<T>(file: string): T | null {
  const path = resolve(SPEC, file);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  if (process.env.CI) throw new Error(`${file} is missing from ../shared/spec, which CI must have`);
  return null;
}
