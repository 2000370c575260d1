import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';

/** What browsers, workerd and Vercel's edge runtime all have, and nothing of Node. */
const WEB = {
  AbortController,
  AbortSignal,
  ReadableStream,
  Request,
  Response,
  Headers,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  clearTimeout,
  fetch,
  setTimeout,
};

describe('the package in a runtime that is not Node', () => {
  it('bundles without any Node module, and renders', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(__dirname, 'index.ts')],
      alias: { '@tessera/model': join(__dirname, '../../model/src/index.ts') },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'fragments',
      // Neutral: an import of a Node module has nowhere to resolve to and stops the build.
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['workerd', 'worker', 'browser'],
      logLevel: 'silent',
    });
    const code = outputFiles[0]?.text ?? '';
    expect(code).not.toMatch(/\brequire\(|["']node:/);
    const context = createContext({ ...WEB });
    runInContext(code, context);
    const made: unknown = runInContext(
      `new TextDecoder().decode(fragments.fill(fragments.renderVariant({
        slot: { key: 'home_hero', delivery: 'shared', params: ['category'] }, variant: null, locale: 'en',
        entry: { template: 'html', content: { html: '<b onclick="x()">{{ params.category }}' } },
      }), { params: { category: 'laptops' } }))`,
      context,
    );
    expect(made).toContain('<b>laptops</b>');
  });
});
