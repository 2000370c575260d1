import type { Page } from '@tessera/model';

/** The server refuses an event with a longer one; an address full of advertising ids must not cost the event. */
const LONGEST_URL = 2048;

/** Where the visitor is. Type and category are the page's own words: `<body data-tessera-page-type="product" …>`. */
export const page = () => {
  const { tesseraPageType: type, tesseraPageCategory: category } = document.body.dataset;
  const { href, pathname: path } = location;
  return { url: href.slice(0, LONGEST_URL), path, type, category } as Page;
};
