import type { LocaleContent, Variant } from '@tessera/model';
import { pickLocale } from './pick-locale.js';

const entry: LocaleContent = { template: 'html', content: { html: '' } };
const variant = (...locales: string[]): Pick<Variant, 'locales'> => ({
  locales: Object.fromEntries(locales.map((locale) => [locale, entry])),
});

describe('pickLocale', () => {
  it.each([
    ['es', ['en', 'es'], 'es'],
    ['ES', ['en', 'es'], 'es'],
    ['pt-BR', ['en', 'pt', 'pt-BR'], 'pt-BR'],
    ['es-MX', ['en', 'es-ES', 'es'], 'es'],
    ['pt', ['en', 'pt-BR'], 'pt-BR'],
    ['pt-PT', ['en', 'pt-BR'], 'pt-BR'],
    ['fr', ['en', 'es'], 'en'],
    ['', ['en', 'es'], 'en'],
    [null, ['es', 'en'], 'es'],
    ['constructor', ['en'], 'en'],
    ['en', [], null],
  ])('for %j of %j takes %j', (wanted, locales, expected) => {
    expect(pickLocale(variant(...locales), wanted)).toBe(expected);
  });
});
