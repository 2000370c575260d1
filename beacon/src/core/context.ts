import type { Context } from '@tessera/model';

/** What Chromium tells about the network; other browsers say nothing. */
type Connection = { effectiveType?: string; downlink?: number; saveData?: boolean };

/** What takes browsers long to tell, once it is known: the rest of the tag fills it in when nothing else is to do. */
export const slow: { timezone?: string } = {};

/**
 * What only the browser knows about the visitor's circumstances. What the server can tell from the request and
 * the page's address (operating system, browser, country, campaign, how many visits) is left to it.
 */
export const context = (): Context => {
  const { width, height } = screen;
  const { effectiveType, downlink, saveData }: Connection =
    (navigator as { connection?: Connection }).connection || {};
  return {
    device: {
      type: matchMedia('(pointer:fine)').matches
        ? 'desktop'
        : Math.min(width, height) < 600
          ? 'mobile'
          : 'tablet',
      screen: { width, height },
    },
    network: { type: effectiveType, downlink, save_data: saveData },
    locale: navigator.language,
    timezone: slow.timezone,
    referrer: document.referrer,
  } as Context;
};
