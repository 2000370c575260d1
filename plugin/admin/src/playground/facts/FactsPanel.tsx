import { Accordion, Box, Flex } from '@strapi/design-system';
import { useSay } from '../../text/text';
import { InstantField } from '../../variants/schedule/InstantField';
import type { Visitor } from '../core/steps';
import type { DoChange } from '../use-visitor';
import { ContextFields } from './ContextFields';
import { FreeFields } from './FreeFields';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is known of the visitor whatever it does. */
export function FactsPanel({ visitor, change }: { visitor: Visitor; change: DoChange }) {
  const say = useSay();
  const { context, traits, consent, start } = visitor;
  const facts = (more: Parameters<DoChange>[0] & { do: 'facts' }) => change(more);
  return (
    <Accordion.Root size="M">
      <Accordion.Item value="context">
        <Accordion.Header>
          <Accordion.Trigger description={summaryOf(context)}>{say('playground.context')}</Accordion.Trigger>
        </Accordion.Header>
        <Accordion.Content>
          <Box padding={4}>
            <ContextFields
              context={context}
              onChange={(next) => facts({ do: 'facts', facts: { context: next } })}
            />
          </Box>
        </Accordion.Content>
      </Accordion.Item>
      <Accordion.Item value="person">
        <Accordion.Header>
          <Accordion.Trigger description={summaryOf({ ...traits, ...consent })}>
            {say('playground.person')}
          </Accordion.Trigger>
        </Accordion.Header>
        <Accordion.Content>
          <Flex direction="column" alignItems="stretch" gap={5} padding={4}>
            <FreeFields
              title={say('playground.traits')}
              fields={traits}
              onChange={(next) => facts({ do: 'facts', facts: { traits: next } })}
            />
            <FreeFields
              title={say('playground.consent')}
              fields={consent}
              onChange={(next) => facts({ do: 'facts', facts: { consent: next } })}
            />
            <InstantField
              label={say('playground.begins')}
              value={start}
              zone={HERE}
              hint={say('playground.begins.now')}
              onChange={(next) => facts({ do: 'facts', facts: { start: next } })}
            />
          </Flex>
        </Accordion.Content>
      </Accordion.Item>
    </Accordion.Root>
  );
}

/** The values, without what they are values of: enough to see what was filled in. */
const summaryOf = (facts: Readonly<Record<string, unknown>>): string =>
  Object.entries(facts)
    .flatMap(([name, value]) =>
      value !== null && typeof value === 'object'
        ? [summaryOf(value as Record<string, unknown>)]
        : `${name} ${String(value)}`,
    )
    .join(', ');
