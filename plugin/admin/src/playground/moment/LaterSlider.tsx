import { Button, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';
import { LIMITS } from '../../../../contracts/playground';
import type { VisitorView } from '../../../../contracts/simulate';
import { useSay } from '../../text/text';
import { useClockText } from '../clock-text';
import { nextChange } from '../core/changes';
import { LATER_MS, stopOf } from '../core/durations';

interface Props {
  readonly laterMs: number;
  /** The visitor as it is then: says when it changes next. */
  readonly next: VisitorView | null;
  /** When the last step happens, epoch ms. */
  readonly end: number;
  readonly onChange: (ms: number) => void;
}

/** Looks at the visitor later, as if nothing more happened. Strapi's design has no slider: this is the browser's. */
export function LaterSlider({ laterMs, next, end, onChange }: Props) {
  const say = useSay();
  const clock = useClockText();
  const id = useId();
  const change = next && nextChange(next);
  // One ms after: at the instant itself some conditions only begin to change.
  const ms = change ? change - end + 1 : null;
  const text =
    laterMs === 0 ? say('playground.rightAfter') : say('playground.later', { time: clock(laterMs) });
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Typography tag="label" htmlFor={id} variant="pi" fontWeight="bold" textColor="neutral800">
          {say('playground.slider')}
        </Typography>
        <Typography variant="pi" textColor="neutral800">
          {text}
        </Typography>
      </Flex>
      <Range
        id={id}
        type="range"
        min={0}
        max={LATER_MS.length - 1}
        step={1}
        value={stopOf(laterMs)}
        aria-valuetext={text}
        onChange={(event) => onChange(LATER_MS[Number(event.target.value)] ?? 0)}
      />
      <Flex gap={2}>
        <Button
          size="S"
          variant="tertiary"
          disabled={ms === null || ms > LIMITS.laterMs}
          onClick={() => ms !== null && onChange(ms)}
        >
          {say('playground.next')}
        </Button>
        <Button size="S" variant="tertiary" disabled={laterMs === 0} onClick={() => onChange(0)}>
          {say('playground.rightAfter')}
        </Button>
      </Flex>
    </Flex>
  );
}

const Range = styled.input`
  width: 100%;
  accent-color: ${({ theme }) => theme.colors.primary600};
`;
