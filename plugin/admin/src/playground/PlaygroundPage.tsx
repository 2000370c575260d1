import { Flex, Grid } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useMemo, useState } from 'react';
import type { Scenario } from '../../../contracts/playground';
import { useSay } from '../text/text';
import { plainVisitor } from './core/steps';
import { FactsPanel } from './facts/FactsPanel';
import { MomentPanel } from './moment/MomentPanel';
import { ScenarioPanel } from './scenarios/ScenarioPanel';
import { StepList } from './steps/StepList';
import { Toolbar } from './Toolbar';
import type { Catalog, Stage } from './use-views';
import { useVisitor } from './use-visitor';

/** A visitor is made up step by step; each step shows what it changes, and why. */
export default function PlaygroundPage() {
  const say = useSay();
  const { visitor, change, canUndo } = useVisitor();
  const [catalog, setCatalog] = useState<Catalog>('published');
  const [now, setNow] = useState(() => Date.now());
  /** After how many steps the visitor is looked at; null: after all of them. */
  const [selected, setSelected] = useState<number | null>(null);
  const [opened, setOpened] = useState<Scenario | null>(null);
  const plain = useMemo(() => plainVisitor(visitor), [visitor]);
  const stage: Stage = { visitor: plain, now, catalog };
  const last = visitor.steps.length;
  const count = Math.min(selected ?? last, last);

  const open = (scenario: Scenario | null, next: Scenario['visitor']) => {
    change({ do: 'open', visitor: next });
    setSelected(null);
    setOpened(scenario);
    setNow(Date.now());
  };
  return (
    <Page.Main>
      <Page.Title>{say('nav.playground')}</Page.Title>
      <Layouts.Header title={say('nav.playground')} subtitle={say('playground.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <Toolbar
            catalog={catalog}
            onCatalog={setCatalog}
            canUndo={canUndo}
            onUndo={() => change({ do: 'undo' })}
            onStart={(start) => open(null, start)}
          />
          <Grid.Root gap={6}>
            <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
              <Flex direction="column" alignItems="stretch" gap={6}>
                <FactsPanel visitor={visitor} change={change} />
                <StepList
                  stage={stage}
                  visitor={visitor}
                  change={change}
                  selected={count}
                  onSelect={setSelected}
                />
              </Flex>
            </Grid.Item>
            <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
              <MomentPanel stage={stage} count={count} change={change} />
            </Grid.Item>
          </Grid.Root>
          <ScenarioPanel
            stage={stage}
            opened={opened}
            onOpen={(one) => open(one, one.visitor)}
            onSaved={setOpened}
          />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
