import { comparison } from './comparison';
import { heroes } from './heroes';
import { offers } from './offers';
import type { StorySettings } from './story';
import { VARIANT_KEYS } from './story';

/** One locale's look. */
export interface SeedContent {
  readonly template: string;
  readonly content: Record<string, unknown>;
}

export interface SeedVariant {
  readonly key: string;
  readonly name: string;
  readonly slots: readonly string[];
  /** Keys of segments, any of which will do; none for a fallback. */
  readonly segments?: readonly string[];
  readonly priority?: number;
  readonly en: SeedContent;
  readonly es?: SeedContent;
}

const directives = (...names: string[]): SeedContent => ({
  template: 'directives',
  content: { directives: names },
});

export const variants = (settings: StorySettings): readonly SeedVariant[] => [
  ...heroes,
  ...offers(settings),
  ...comparison,
  {
    key: VARIANT_KEYS.liteMedia,
    name: 'Lite media',
    slots: ['page_directives'],
    segments: ['lite_media'],
    priority: 20,
    en: directives('lite-media'),
  },
  {
    key: VARIANT_KEYS.calmMotion,
    name: 'Calm motion',
    slots: ['page_directives'],
    segments: ['slow_scroller'],
    priority: 10,
    en: directives('calm-motion'),
  },
];
