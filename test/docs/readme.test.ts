import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Result, readmeRow } from '../../bench/lib/result.js';
import { PROBLEMS } from '../../server/src/http/problems.js';
import { VARIABLES } from '../../server/src/settings.js';
import { ROOT } from '../support/server-process.js';

const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8');

it('the README names every setting of the server, as the help does', () => {
  for (const [name, meaning] of VARIABLES) expect(readme).toContain(`| \`${name}\` | ${meaning} |`);
});

it('the README shows the figures that the last benchmark wrote', () => {
  const results = JSON.parse(readFileSync(resolve(ROOT, 'bench/results.json'), 'utf8')) as Result[];
  expect(results.length).toBeGreaterThan(0);
  for (const result of results) expect(readme).toContain(readmeRow(result));
});

it('every picture and every file that the README points to exists', () => {
  const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  for (const target of targets.filter((one) => !one.startsWith('http'))) {
    expect([target, existsSync(resolve(ROOT, target))]).toEqual([target, true]);
  }
});

it('every npm command of the README exists', () => {
  const { scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  for (const [, name = ''] of readme.matchAll(/npm run ([a-z-]+)/g))
    expect(Object.keys(scripts)).toContain(name);
});

it('problem codes are words, and each has a status of its own meaning', () => {
  for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
    expect(code).toMatch(/^[a-z_]+$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title.length).toBeGreaterThan(10);
  }
});
