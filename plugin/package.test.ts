import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

/* What is published: nothing that an app would install twice, and nothing in the bundle that may not be there. */

interface Package {
  readonly name: string;
  readonly license?: string;
  readonly version: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Package;
const own = read(path.join(__dirname, 'package.json'));
const peers = Object.keys(own.peerDependencies ?? {});

/** The folder of an installed package, as Node looks for it from `from`. */
function folderOf(name: string, from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(found, 'package.json'))) return found;
    if (folder === path.dirname(folder)) throw new Error(`${name} is not installed`);
  }
}

/** What a source imports or loads lazily, types aside. */
const IMPORTED =
  /(?:^|\n)(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'|(?:^|\n)import '([^']+)'|import\('([^']+)'\)/g;
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORTED)].flatMap((found) => found.slice(1).filter(Boolean));

function sourceFile(base: string): string | undefined {
  const candidates = [base, `${base}.ts`, `${base}.tsx`, path.join(base, 'index.ts')];
  return candidates.find((file) => /\.(tsx?|json)$/.test(file) && existsSync(file));
}

/** The packages in what the entry points reach. What is no peer of them comes into the bundle. */
function imported(): string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const walk = (file: string): void => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return;
    seen.add(file);
    for (const name of importsOf(file)) {
      if (!name.startsWith('.')) {
        packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
        continue;
      }
      const next = sourceFile(path.resolve(path.dirname(file), name));
      if (!next) throw new Error(`${file} imports ${name}, which is not there`);
      walk(next);
    }
  };
  for (const entry of ['admin/src/index.ts', 'server/src/index.ts']) walk(path.join(__dirname, entry));
  return [...packages].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name)).sort();
}

const bundled = imported().filter((name) => !peers.includes(name));

it('asks the app for what Strapi brings, in ranges that the tried versions are in', () => {
  expect(own.peerDependencies).toMatchObject({
    '@strapi/strapi': '^5.0.0',
    '@strapi/design-system': '^2.0.0',
    '@strapi/icons': '^2.0.0',
    react: '^18.0.0',
    'react-dom': '^18.0.0',
    'react-router-dom': '^6.0.0',
    'styled-components': '^6.0.0',
  });
  for (const [name, range] of Object.entries(own.peerDependencies ?? {})) {
    const { version } = read(path.join(folderOf(name, __dirname), 'package.json'));
    expect(`${name} ^${version.split('.')[0]}.0.0`).toBe(`${name} ${range}`);
  }
});

it('installs nothing besides, least of all the tools it is built with', () => {
  expect(own.dependencies ?? {}).toEqual({});
  expect(peers).not.toContain('@strapi/sdk-plugin');
  expect(own.devDependencies).toHaveProperty('@strapi/sdk-plugin');
});

it('publishes the build only', () => {
  expect(own.files).toEqual(['dist']);
});

it('every package it imports is a peer, or declared here and bundled', () => {
  expect(bundled.length).toBeGreaterThan(0);
  const declared = Object.keys(own.devDependencies ?? {});
  expect(bundled.filter((name) => !declared.includes(name))).toEqual([]);
});

/** May be given on in an MIT package. */
const FREE = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'CC0-1.0',
  'Unlicense',
  'BlueOak-1.0.0',
]);

it('everything in the bundle, whatever it brings along included, may be there', () => {
  const licences = new Map<string, string>();
  const look = (name: string, from: string): void => {
    const folder = folderOf(name, from);
    const { license = 'none', dependencies = {} } = read(path.join(folder, 'package.json'));
    if (licences.has(folder) || peers.includes(name)) return;
    licences.set(folder, license);
    for (const next of Object.keys(dependencies)) look(next, folder);
  };
  for (const name of bundled) look(name, __dirname);
  expect(licences.size).toBeGreaterThan(bundled.length);
  const unfree = [...licences].filter(
    ([, licence]) => !licence.split(/ OR |[()]/).some((one) => FREE.has(one)),
  );
  expect(unfree).toEqual([]);
});
