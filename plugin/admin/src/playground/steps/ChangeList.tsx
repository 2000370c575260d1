import { Flex, Status, Typography } from '@strapi/design-system';
import type { Json } from '@tessera/model';
import { useIntl } from 'react-intl';
import { useSay } from '../../text/text';
import { type Changes, isNothing } from '../core/changes';
import { useNames } from '../use-names';

/** Signals change with nearly everything; more than these are only counted. */
const MOST_SIGNALS = 4;

/** Segments entered and left, slots that show something else, signals that moved. */
export function ChangeList({ changes }: { changes: Changes }) {
  const say = useSay();
  const nameOf = useNames();
  const valueText = useValueText();
  const { entered, left, decisions, signals } = changes;
  if (isNothing(changes))
    return (
      <Typography variant="pi" textColor="neutral600">
        {say('playground.noChange')}
      </Typography>
    );
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Flex gap={2} wrap="wrap">
        {entered.map((key) => (
          <Status key={key} variant="success" size="XS">
            <Typography variant="pi" fontWeight="bold">
              {say('playground.entered', { name: nameOf('segment', key) })}
            </Typography>
          </Status>
        ))}
        {left.map((key) => (
          <Status key={key} variant="warning" size="XS">
            <Typography variant="pi" fontWeight="bold">
              {say('playground.left', { name: nameOf('segment', key) })}
            </Typography>
          </Status>
        ))}
      </Flex>
      {decisions.map(({ slot, after }) => (
        <Typography key={slot} variant="pi" textColor="neutral800">
          {say('playground.shows', { slot: nameOf('slot', slot), variant: nameOf('variant', after) })}
        </Typography>
      ))}
      {signals.length > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {signals
            .slice(0, MOST_SIGNALS)
            .map(({ key, before, after }) => `${key} ${valueText(before)} → ${valueText(after)}`)
            .join(', ')}
          {signals.length > MOST_SIGNALS && say('playground.more', { count: signals.length - MOST_SIGNALS })}
        </Typography>
      )}
    </Flex>
  );
}

/** A signal's value; a dash if it is missing. */
export function useValueText(): (value: Json) => string {
  const { formatNumber } = useIntl();
  return (value) => {
    if (value === null) return '–';
    return typeof value === 'number' ? formatNumber(value, { maximumFractionDigits: 2 }) : String(value);
  };
}
