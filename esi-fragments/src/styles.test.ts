import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from '@tessera/model';

const read = (name: string): string => readFileSync(join(__dirname, '../styles', name), 'utf8');
const css = read('fragments.css');

/** Every class that a template writes, from the sources. */
const written = new Set(
  ['hero', 'banner', 'countdown', 'comparison', 'text', 'free-html', 'directives', 'parts']
    .map((name) => readFileSync(join(__dirname, 'templates', `${name}.ts`), 'utf8'))
    .flatMap((source) => source.match(/\btsr-[a-z-]+\b/g) ?? []),
);

const property = (block: string, name: string): string => {
  const rules = css.slice(css.indexOf(block));
  const value = new RegExp(`${name}: ([^;]+);`).exec(rules)?.[1] ?? '';
  const reference = /^var\((--[a-z-]+)\)$/.exec(value)?.[1];
  return reference ? property(':where(:root) {', reference) : value;
};

/** Relative luminance and contrast: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const digits = colour.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
    const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
      const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('fragments.css', () => {
  it('styles every class that templates write, and no other', () => {
    const styled = new Set(css.match(/(?<=\.)tsr-[a-z-]+/g));
    const outer = TEMPLATES.map((template) => `tsr-${template}`);
    const tones = ['tsr-tone-accent', 'tsr-tone-warm', 'tsr-tone-dark'];
    const unstyled = [...written].filter((name) => !styled.has(name) && !name.startsWith('tsr-directives'));
    expect(unstyled.filter((name) => !['tsr-title'].includes(name) && !name.endsWith('-'))).toEqual([]);
    expect([...styled].filter((name) => ![...written, ...outer, ...tones].includes(name))).toEqual([]);
  });

  it.each([
    ['.tsr {', '--tsr-front'],
    ['.tsr {', '--tsr-quiet'],
    ['.tsr-tone-accent {', '--tsr-front'],
    ['.tsr-tone-warm {', '--tsr-front'],
    ['.tsr-tone-dark {', '--tsr-front'],
    ['.tsr-tone-dark {', '--tsr-quiet'],
  ])('in %s writes %s at a contrast of at least 4.5 to its background', (block, front) => {
    expect(contrast(property(block, front), property(block, '--tsr-back'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['.tsr {', '.tsr-tone-accent {', '.tsr-tone-warm {', '.tsr-tone-dark {'])(
    'in %s labels buttons at a contrast of at least 4.5, and sets them off by 3',
    (block) => {
      const button = property(block, '--tsr-button');
      expect(contrast(button, property(block, '--tsr-button-ink'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(button, property(block, '--tsr-back'))).toBeGreaterThanOrEqual(3);
    },
  );

  it('moves only for who has nothing against motion', () => {
    const motion = css.indexOf('@media (prefers-reduced-motion: no-preference)');
    expect(motion).toBeGreaterThan(0);
    expect(css.slice(0, motion)).not.toMatch(/transition|animation|(?<!text-)transform:/);
  });

  it('loads nothing: no pictures, fonts or other sheets', () => {
    for (const name of ['fragments.css', 'directives/lite-media.css', 'directives/calm-motion.css']) {
      expect(read(name)).not.toMatch(/url\(|@import|@font-face/);
    }
  });

  it('is small', () => expect(css.length).toBeLessThan(12_000));
});

describe('the package', () => {
  it('exports its styles and imports nothing of Node', () => {
    const { exports, dependencies } = JSON.parse(read('../package.json')) as {
      exports: Record<string, unknown>;
      dependencies: Record<string, string>;
    };
    expect(exports['./styles/*']).toBe('./styles/*');
    expect(Object.keys(dependencies)).toEqual([
      '@tessera/model',
      'hast-util-from-parse5',
      'hast-util-sanitize',
      'ipaddr.js',
      'parse5',
    ]);
  });
});
