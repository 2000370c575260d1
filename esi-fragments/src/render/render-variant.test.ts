import { checkContent, type LocaleContent, type Slot, type Template } from '@tessera/model';
import { etagOf } from '../headers/etag.js';
import { renderVariant } from './render-variant.js';

const slot = {
  key: 'home_hero',
  delivery: 'shared',
  params: ['category'],
} satisfies Partial<Slot>;
/** Content as the catalog's check gives it. */
function entryOf(template: Template, content: object): LocaleContent {
  const checked = checkContent(template, content);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const render = (entry: LocaleContent | null, locale = 'en') =>
  renderVariant({ slot, variant: 'Xk31bbGq0pLa', locale, entry });
const shown = (entry: LocaleContent, locale = 'en'): string => text(render(entry, locale).bytes);

const image = {
  src: '/aero.png',
  alt: 'Aero 13 "open"',
  width: 960,
  height: 720,
};
const cta = { label: 'Look', href: '/c/laptops?a=1&b=2' };

describe('renderVariant', () => {
  it('puts slot, variant and template on the outer element', () => {
    expect(shown(entryOf('text', { text: 'Hi' }), 'es')).toBe(
      '<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="text" class="tsr tsr-text" lang="es"><div class="tsr-inside"><p class="tsr-paragraph">Hi</p></div></div>',
    );
  });

  it('keeps the element of an empty fragment', () => {
    const { bytes, holes } = renderVariant({
      slot,
      variant: null,
      locale: 'en',
      entry: null,
    });
    expect(text(bytes)).toBe('<div data-tessera-slot="home_hero" data-tessera-variant="" class="tsr"></div>');
    expect(holes).toEqual([]);
  });

  it('gives the same bytes and ETag for the same input', () => {
    const entry = entryOf('text', { text: 'Hi' });
    expect(render(entry)).toEqual(render(entry));
    expect(render(entry).etag).toBe(etagOf(render(entry).bytes));
  });

  it('shows a hero', () => {
    const all = {
      eyebrow: 'New',
      title: 'Clear',
      text: 'One\n\nTwo',
      image,
      cta,
      tone: 'dark',
    } as const;
    expect(shown(entryOf('hero', all))).toMatchInlineSnapshot(
      `"<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="hero" class="tsr tsr-hero tsr-tone-dark" lang="en"><div class="tsr-inside"><div class="tsr-hero-words"><p class="tsr-eyebrow">New</p><h2 class="tsr-title">Clear</h2><p class="tsr-paragraph">One</p><p class="tsr-paragraph">Two</p><p class="tsr-action"><a class="tsr-cta" href="/c/laptops?a=1&amp;b=2">Look</a></p></div><img class="tsr-image" src="/aero.png" alt="Aero 13 &quot;open&quot;" width="960" height="720" loading="lazy" decoding="async" fetchpriority="high" data-tessera-media="rich"></div></div>"`,
    );
    expect(shown(entryOf('hero', { title: 'Clear' }))).toMatchInlineSnapshot(
      `"<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="hero" class="tsr tsr-hero" lang="en"><div class="tsr-inside"><div class="tsr-hero-words"><h2 class="tsr-title">Clear</h2></div></div></div>"`,
    );
  });

  it('shows a banner', () => {
    expect(shown(entryOf('banner', { title: 'Free', text: 'All', cta, tone: 'warm' }))).toMatchInlineSnapshot(
      `"<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="banner" class="tsr tsr-banner tsr-tone-warm" lang="en"><div class="tsr-inside"><div class="tsr-words"><h2 class="tsr-title">Free</h2><p class="tsr-paragraph">All</p></div><p class="tsr-action"><a class="tsr-cta" href="/c/laptops?a=1&amp;b=2">Look</a></p></div></div>"`,
    );
  });

  it('shows a countdown with a text that is right at any time', () => {
    const content = {
      title: 'Hurry',
      ends: '2026-11-30T01:00:00+01:00',
      expired: 'Over',
      cta,
    } as const;
    expect(shown(entryOf('countdown', content))).toMatchInlineSnapshot(
      `"<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="countdown" class="tsr tsr-countdown" lang="en"><div class="tsr-inside"><div class="tsr-words"><h2 class="tsr-title">Hurry</h2></div><p class="tsr-clock"><time data-tessera-countdown datetime="2026-11-30T01:00:00+01:00" data-tessera-expired="Over">Nov 30, 2026, 00:00 UTC</time></p><p class="tsr-action"><a class="tsr-cta" href="/c/laptops?a=1&amp;b=2">Look</a></p></div></div>"`,
    );
    expect(shown(entryOf('countdown', content), 'es')).toMatch(/>30 nov 2026.*00:00 UTC<\/time>/);
    expect(shown(entryOf('countdown', { title: 'Hurry', ends: content.ends }))).not.toContain('expired');
  });

  it('shows a comparison as a table with heads for columns and rows', () => {
    const items = [
      {
        name: 'Aero',
        href: '/p/aero',
        image,
        highlight: true,
        values: ['1 kg', '€1'],
      },
      { name: 'Forge', values: ['', '€2'] },
    ];
    expect(
      shown(entryOf('comparison', { title: 'All', rows: ['Weight', 'Price'], items })),
    ).toMatchInlineSnapshot(
      `"<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="comparison" class="tsr tsr-comparison" lang="en"><div class="tsr-inside"><h2 class="tsr-title" id="tsr-home_hero-title">All</h2><div class="tsr-scroll" role="region" aria-labelledby="tsr-home_hero-title" tabindex="0"><table class="tsr-table"><thead><tr><td></td><th scope="col" class="tsr-highlight"><img class="tsr-image" src="/aero.png" alt="Aero 13 &quot;open&quot;" width="960" height="720" loading="lazy" decoding="async" data-tessera-media="rich"><a class="tsr-link" href="/p/aero">Aero</a></th><th scope="col"><span>Forge</span></th></tr></thead><tbody><tr><th scope="row">Weight</th><td class="tsr-highlight">1 kg</td><td>–</td></tr><tr><th scope="row">Price</th><td class="tsr-highlight">€1</td><td>€2</td></tr></tbody></table></div></div></div>"`,
    );
  });

  it('shows paragraphs of text', () => {
    const content = { title: 'T', text: '\n a\r\nb \r\n \r\n\n c\n\n\n' };
    expect(shown(entryOf('text', content))).toContain(
      '<h2 class="tsr-title">T</h2><p class="tsr-paragraph">a<br>b</p><p class="tsr-paragraph">c</p></div>',
    );
  });

  it('shows sanitised HTML', () => {
    const content = { html: '<p onclick="x()">a</p><script>x()</script>' };
    expect(shown(entryOf('html', content))).toContain('<div class="tsr-inside"><p>a</p></div></div>');
  });

  it('gives directives to scripts and as style sheets', () => {
    const directives = ['lite-media', 'calm-motion'];
    expect(shown(entryOf('directives', { directives: directives }))).toMatchInlineSnapshot(
      `"<div data-tessera-slot="home_hero" data-tessera-variant="Xk31bbGq0pLa" data-tessera-template="directives" class="tsr tsr-directives" lang="en" hidden><meta name="tessera-directives" content="lite-media calm-motion"><link rel="stylesheet" href="/tessera/directives/lite-media.css"><link rel="stylesheet" href="/tessera/directives/calm-motion.css"></div>"`,
    );
  });

  it('links to and loads nothing but web addresses', () => {
    const bad = { label: 'Look', href: 'javascript:alert(1)' };
    const content = {
      title: 'A',
      cta: bad,
      image: { ...image, src: 'data:image/png,x' },
    };
    expect(shown(entryOf('hero', content))).toContain('<a class="tsr-cta">Look</a></p></div></div></div>');
  });

  it('falls back to English dates for a locale that Intl does not know', () => {
    const content = { title: 'A', ends: '2026-11-30T00:00:00Z' };
    expect(shown(entryOf('countdown', content), 'xx')).toContain('UTC</time>');
    expect(shown(entryOf('countdown', content), 'not a locale')).toContain('Nov 30, 2026, 00:00 UTC</time>');
  });
});
