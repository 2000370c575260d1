import type { Template } from '@tessera/model';

/** A complete content for each template: what the "insert an example" button writes. Each passes checkContent. */
export const CONTENT_EXAMPLES: Record<Template, object> = {
  hero: {
    eyebrow: 'Autumn collection',
    title: 'Made for long days',
    text: 'Light to carry, quick to start, ready for a full day away from the desk.',
    image: { src: '/img/hero-default.svg', alt: 'A laptop on a wooden desk', width: 1200, height: 600 },
    cta: { label: 'See the collection', href: '/c/laptops' },
    tone: 'accent',
  },
  banner: {
    title: 'Free delivery over €50',
    text: 'Ordered before 17:00, at your door tomorrow.',
    cta: { label: 'How it works', href: '/delivery' },
    tone: 'plain',
  },
  countdown: {
    title: '10 % off until midnight',
    text: 'The discount is taken off in your cart.',
    ends: '2030-01-01T00:00:00Z',
    expired: 'This offer has ended.',
    cta: { label: 'Go to the cart', href: '/cart' },
    tone: 'warm',
  },
  comparison: {
    title: 'Side by side',
    rows: ['Weight', 'Battery'],
    items: [
      { name: 'Aero 13', href: '/p/aero-13', highlight: true, values: ['1.1 kg', '18 h'] },
      { name: 'Forge 15', href: '/p/forge-15', values: ['1.9 kg', '11 h'] },
    ],
  },
  text: { title: 'Good to know', text: 'First paragraph.\n\nSecond paragraph.' },
  html: { html: '<p>Text with <strong>emphasis</strong> and a <a href="/">link</a>.</p>' },
  directives: { directives: ['lite-media'] },
};
