import { EVENT_TYPES, type EventType } from '../../../../contracts/event-types';
import type { Suggestion } from '../../shared/fitting';
import { useSay } from '../../text/text';
import { useLiveValues } from '../live-values';

/** Types of events to choose from: those with a meaning, in words, then what visitors of this site also did. */
export function useEventSuggestions(): readonly Suggestion[] {
  const say = useSay();
  const live = useLiveValues('event');
  const known = Object.keys(EVENT_TYPES) as EventType[];
  return [
    ...known.map((type) => ({ value: type, words: `${say(`signals.event.${type}`)} (${type})` })),
    ...live.map((type) => ({ value: type, words: say('signals.event.live', { type }) })),
  ];
}
