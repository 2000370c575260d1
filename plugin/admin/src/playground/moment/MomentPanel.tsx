import { Flex, Status, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { timesOf } from '../../../../contracts/playground';
import type { VisitorView } from '../../../../contracts/simulate';
import { Card, Panel } from '../../shared/Panel';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import { changesBetween } from '../core/changes';
import { ChangeList } from '../steps/ChangeList';
import { type Stage, useViews, viewIn } from '../use-views';
import type { DoChange } from '../use-visitor';
import { DecisionList } from './DecisionList';
import { LaterSlider } from './LaterSlider';
import { SegmentList } from './SegmentList';
import { SignalTable } from './SignalTable';

interface Props {
  readonly stage: Stage;
  /** After how many steps. */
  readonly count: number;
  readonly change: DoChange;
}

/** The visitor after so many steps, and some time later: signals, segments, decisions, and why. */
export function MomentPanel({ stage, count, change }: Props) {
  const say = useSay();
  const { steps, laterMs } = stage.visitor;
  // Later is after the last step: after an earlier one the next step comes.
  const isEnd = count === steps.length;
  const later = isEnd ? laterMs : 0;
  const told = useViews(stage, count, later);
  const [first, last] = [viewIn(told), viewIn(told, -1)];
  const title =
    count === 0
      ? say('playground.before')
      : say('playground.after', { number: count, type: steps[count - 1]?.type ?? '' });
  return (
    <Panel title={title}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {isEnd && (
          <LaterSlider
            laterMs={laterMs}
            next={last}
            end={timesOf(stage.visitor, stage.now).at(-1) ?? stage.now}
            onChange={(ms) => change({ do: 'facts', facts: { laterMs: ms } })}
          />
        )}
        {told.kind !== 'ok' && <Unanswered told={told} />}
        {first && last && (
          <>
            <Moment view={last} wanted={stage.catalog} />
            {later > 0 && (
              <Card>
                <Typography tag="h3" variant="sigma" textColor="neutral600">
                  {say('playground.meanwhile')}
                </Typography>
                <ChangeList changes={changesBetween(first, last)} />
              </Card>
            )}
            <SegmentList view={last} />
            <DecisionList view={last} />
            <SignalTable view={last} />
          </>
        )}
      </Flex>
    </Panel>
  );
}

function Moment({ view, wanted }: { view: VisitorView; wanted: Stage['catalog'] }) {
  const say = useSay();
  const { formatDate } = useIntl();
  const hasNoDrafts = wanted === 'drafts' && view.from === 'published';
  return (
    <Flex gap={2} wrap="wrap">
      <Typography variant="pi" textColor="neutral600" role="status">
        {say('playground.moment', {
          time: formatDate(view.at, { dateStyle: 'medium', timeStyle: 'medium' }),
          version: view.catalog,
        })}
      </Typography>
      {hasNoDrafts && (
        <Status variant="warning" size="XS">
          <Typography variant="pi">{say('playground.noDrafts')}</Typography>
        </Status>
      )}
    </Flex>
  );
}
