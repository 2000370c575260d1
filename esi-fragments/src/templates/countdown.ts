import type { Content } from '@tessera/model';
import { html } from '../markup/html.js';
import type { Body, Frame } from './body.js';
import { callToAction, paragraphs, title } from './parts.js';

/**
 * An offer that ends. The server writes when (the same text at any time, so it can be cached); the tag
 * makes it tick, and shows `expired` afterwards.
 */
export function countdown(content: Content<'countdown'>, { locale }: Frame): Body {
  const { title: heading, text, ends, expired, cta, tone } = content;
  const words = html`<div class="tsr-words">${title(heading)}${paragraphs(text)}</div>`;
  const clock = html`<p class="tsr-clock"><time data-tessera-countdown="${true}" datetime="${ends}" data-tessera-expired="${expired}">${instantText(ends, locale)}</time></p>`;
  return { markup: html`<div class="tsr-inside">${words}${clock}${callToAction(cta)}</div>`, tone };
}

/** `2026-11-30T00:00:00Z` → `Nov 30, 2026, 00:00 UTC`, as the locale writes it. */
function instantText(instant: string, locale: string): string {
  const format = new Intl.DateTimeFormat(knownLocales(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  return format.format(new Date(instant));
}

/** Intl throws for what is no language tag by BCP 47's letter; that must not cost the fragment. */
function knownLocales(locale: string): string[] {
  try {
    return [...Intl.getCanonicalLocales(locale), 'en'];
  } catch {
    return ['en'];
  }
}
