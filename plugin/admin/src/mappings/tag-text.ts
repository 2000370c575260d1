import { TAGS } from '@tessera/model';
import type { Say } from '../text/text';

/** What a tag is called; newer servers may know more than this plugin has words for. */
export function tagText(tag: string, say: Say): string {
  const known = TAGS.find((each) => each === tag);
  return known ? say(`mappings.tag.${known}`) : tag;
}
