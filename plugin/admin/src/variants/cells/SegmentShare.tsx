import { ShareBar } from '../../shared/ShareBar';
import { segmentIn, useLiveSegments } from '../live';

/** What part of the active visitors is in a segment now. */
export default function SegmentShare({ segmentKey }: { segmentKey: string }) {
  const segment = segmentIn(useLiveSegments(), segmentKey);
  return <ShareBar share={segment?.share ?? null} mark={segment?.min ?? null} />;
}
