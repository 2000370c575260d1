import { start, tessera } from '@tessera/beacon';
import { memo, useEffect } from 'react';
import { useLocation } from 'react-router-dom';

// Once for the site. (Nothing happens where there is no browser, so it may stand in code that is rendered on a server.)
start().catch(() => console.warn('Tessera: a part of the tag could not be loaded'));

/**
 * A slot. React draws the hole once and never looks inside again; the tag fills it, and swaps what is in it. `params`
 * is the query of the slot's include: `category=laptops`. A page that is rendered on a server puts
 * `<esi:include src="/tessera/slots/home_hero" onerror="continue"/>` inside in place of the hole, and the edge fills it.
 */
export const Slot = memo(({ name, params }: { name: string; params?: string }) => (
  <div
    data-tessera-params={params}
    suppressHydrationWarning
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the name is the code's own, and React must not touch what is inside.
    dangerouslySetInnerHTML={{ __html: `<div data-tessera-slot="${name}"></div>` }}
  />
));

/** Tells a view of the page, with what the page is about. (With `<body data-tessera-views="manual">`.) */
export function usePageView(type: string, category?: string): void {
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same page under another path is another view.
  useEffect(() => {
    tessera('page_view', { type, ...(category && { category }) });
  }, [pathname, type, category]);
}
