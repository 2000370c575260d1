import type { Page } from '@tessera/model';

/** The server refuses an event with a longer one; an address full of advertising ids must not cost the event. */
const LONGEST_URL = 2048;

/** What the page says of itself with a `page_view` of its own. */
export type Words = { type?: string | undefined; category?: string | undefined };

export let words: Words = {};
export let url: string;
let path: string;

// (`a:` is an address without an origin.)
const { origin, pathname } = new URL(document.referrer || 'a:');
/** The path of the page before, if it is one of ours. */
let from = origin === location.origin ? pathname : undefined;

/** The view is of the address that stands now. Answers with the path of the page before this one. */
export const beginPage = (said: Words = {}) => {
  words = said;
  if (path && path !== location.pathname) from = path;
  ({ href: url, pathname: path } = location);
  return from;
};
beginPage();

/** Where the visitor is. Type and category are the page's own words: `<body data-tessera-page-type="product" …>`. */
export const page = () => {
  const { tesseraPageType, tesseraPageCategory } = document.body.dataset;
  return {
    url: url.slice(0, LONGEST_URL),
    path,
    type: words.type || tesseraPageType,
    category: words.category || tesseraPageCategory,
  } as Page;
};
