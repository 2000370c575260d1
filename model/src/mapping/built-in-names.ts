import { MIXPANEL_NAMES } from './built-in/mixpanel-names.js';
import { SEGMENT_NAMES } from './built-in/segment-names.js';
import { SNOWPLOW_NAMES } from './built-in/snowplow-names.js';
import type { Names } from './naming.js';
import type { Tag } from './tags.js';

/** What is ours in each tag's events without any mapping. */
export const BUILT_IN_NAMES: Readonly<Record<Tag, Names>> = {
  segment: SEGMENT_NAMES,
  mixpanel: MIXPANEL_NAMES,
  snowplow: SNOWPLOW_NAMES,
};
