import { emit } from '../queue.js';

/** `page_view`, with the path of the page before this one where it was one of ours. */
export const pageViews = () => {
  // (`a:` is an address without an origin.)
  const { origin, pathname } = new URL(document.referrer || 'a:');
  emit('page_view', { from: origin === location.origin ? pathname : undefined });
};
