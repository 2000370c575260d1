import type { LiveSegment } from '../../../contracts/answers';

/** The largest segments somebody is in. */
export const topSegments = (segments: readonly LiveSegment[], most: number): LiveSegment[] =>
  segments
    .filter(({ active }) => active > 0)
    .sort((a, b) => b.share - a.share || a.name.localeCompare(b.name))
    .slice(0, most);
