import fc from 'fast-check';
import { bodyOf, type Choice, choiceFrom, isPage, previewAddress, scaleToFit } from './choice';

const choice = (over: Partial<Choice> = {}): Choice => ({
  ...choiceFrom(new URLSearchParams(), '/'),
  ...over,
});

it('an address made for segments opens with them chosen', () => {
  const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/);
  fc.assert(
    fc.property(fc.array(key), fc.option(fc.constantFrom('en', 'es-MX')), (segments, locale) => {
      const address = new URL(previewAddress(segments, locale), 'http://cms');
      const chosen = choiceFrom(address.searchParams, '/p/1');
      expect(chosen).toMatchObject({ segments, locale, page: '/p/1' });
      expect(chosen.who).toBe(segments.length > 0 ? 'segments' : 'nobody');
    }),
  );
});

it('asks for what is chosen, and for nothing that belongs to another choice', () => {
  const segments = ['a', 'b'];
  expect(bodyOf(choice({ segments }))).toEqual({
    page: '/',
    as: { context: { device: { type: 'desktop' } } },
  });
  expect(bodyOf(choice({ segments, who: 'segments', visitor: 'v' }))?.as.segments).toEqual(segments);
  expect(
    bodyOf(choice({ segments, who: 'visitor', visitor: 'v', locale: 'es', at: '2026-11-27T19:30:00Z' })),
  ).toEqual({
    page: '/',
    as: {
      visitor: 'v',
      context: { device: { type: 'desktop' } },
      at: Date.UTC(2026, 10, 27, 19, 30),
      locale: 'es',
    },
  });
  expect(bodyOf(choice({ who: 'visitor' }))).toBeNull();
});

it.each([
  ['/', '/'],
  ['/p/42?x=1&y=%20', '/p/42?x=1&y=%20'],
  ['/niño', '/ni%C3%B1o'],
  ['/ni%C3%B1o', '/ni%C3%B1o'],
  ['/100%', '/100%25'],
])('the page %s is asked for as %s', (page, asked) => expect(bodyOf(choice({ page }))?.page).toBe(asked));

it.each(['', 'p', '//other.example/', '/\\other', '/a b', 'https://x', `/${'x'.repeat(1_001)}`])(
  '%j is no page',
  (page) => {
    expect(isPage(page)).toBe(false);
    expect(bodyOf(choice({ page }))).toBeNull();
  },
);

it('frames shrink to their room and never grow', () => {
  expect([scaleToFit(1280, 640), scaleToFit(390, 640), scaleToFit(390, 0)]).toEqual([0.5, 1, 1]);
});
