import { useIntl } from 'react-intl';
import { useSay } from '../../text/text';
import { distanceOf, phaseOf } from './phase';

/** An instant as the admin's language writes it, in a time zone. */
export function useInstantText(): (instant: string | number, zone: string) => string {
  const { formatDate } = useIntl();
  return (instant, zone) =>
    formatDate(instant, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
      timeZoneName: 'short',
    });
}

/** When a schedule begins and ends, in words: "Starts in 3 days.", "Running; ends in 2 hours." */
export function useScheduleWords(): (
  schedule: { from: string | null; until: string | null },
  now: number,
) => string {
  const say = useSay();
  const { formatRelativeTime } = useIntl();
  return (schedule, now) => {
    const phase = phaseOf(schedule, now);
    const away = (time: number) => {
      const { value, unit } = distanceOf(time - now);
      return formatRelativeTime(value, unit);
    };
    switch (phase.kind) {
      case 'before':
        return phase.until === null
          ? say('variants.phase.before', { when: away(phase.from) })
          : say('variants.phase.beforeUntil', { when: away(phase.from), end: away(phase.until) });
      case 'during':
        return phase.until === null
          ? say('variants.phase.running')
          : say('variants.phase.during', { when: away(phase.until) });
      case 'over':
        return say('variants.phase.over', { when: away(phase.until) });
      default:
        return say(`variants.phase.${phase.kind}`);
    }
  };
}
