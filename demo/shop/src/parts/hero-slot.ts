import { html, type Markup } from '../html.js';
import { type Locale, WORDS } from '../words.js';
import { slot } from './slot.js';

/** The page's opening. `small` on pages that are about something else. */
export const heroSlot = (locale: Locale, size: 'large' | 'small' = 'large'): Markup => {
  const words = WORDS[locale];
  return slot('home_hero', {
    locale,
    label: words.featured,
    className: `slot-hero slot-hero-${size}`,
    bare: html`<div class="bare-hero"><p class="bare-hero-title">${words.bareHeroTitle}</p><p>${words.bareHeroText}</p><img data-tessera-media="rich" src="/img/hero-default.svg" alt="" width="1200" height="600" loading="lazy" decoding="async"></div>`,
  });
};

/** A strip with one message; `category` where the page has one. */
export const bannerSlot = (locale: Locale, category?: string): Markup =>
  slot('product_banner', {
    locale,
    ...(category ? { params: { category } } : {}),
    label: WORDS[locale].offer,
    className: 'slot-banner',
    bare: html`<p class="bare-banner">${WORDS[locale].bareBanner}</p>`,
  });
