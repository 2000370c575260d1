import { Box, Flex, IconButton, Status, Td, TextButton, Tr, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import type { Scenario, ScenarioDifference, ScenarioResult } from '../../../../contracts/playground';
import { DataTable } from '../../shared/DataTable';
import { ShowMore } from '../../shared/ShowMore';
import { type Say, useSay } from '../../text/text';
import { useNames } from '../use-names';

interface Props {
  readonly scenarios: readonly Scenario[];
  readonly results: readonly ScenarioResult[];
  readonly opened: string | null;
  readonly onOpen: (scenario: Scenario) => void;
  /** Null: may not. */
  readonly onRemove: ((id: string) => void) | null;
}

export function ScenarioTable({ scenarios, results, opened, onOpen, onRemove }: Props) {
  const say = useSay();
  const heads = ['playground.scenario', 'playground.expects', 'playground.result'] as const;
  return (
    <ShowMore items={scenarios} step={20}>
      {(shown) => (
        <DataTable
          label={say('playground.scenarios')}
          heads={[...heads.map((head) => say(head)), say('playground.actions')]}
          rowCount={shown.length}
        >
          {shown.map((scenario) => (
            <Tr key={scenario.id}>
              <Td>
                <TextButton
                  aria-label={say('playground.openScenario', { name: scenario.name })}
                  aria-pressed={opened === scenario.id}
                  onClick={() => onOpen(scenario)}
                >
                  {scenario.name}
                </TextButton>
              </Td>
              <Td>
                <Typography textColor="neutral600">
                  {say('playground.expects.count', {
                    segments: Object.keys(scenario.expected.segments).length,
                    slots: Object.keys(scenario.expected.slots).length,
                  })}
                </Typography>
              </Td>
              <Td>
                <Result result={results.find(({ id }) => id === scenario.id)} />
              </Td>
              <Td>
                <Flex justifyContent="flex-end">
                  {onRemove && (
                    <IconButton
                      label={say('playground.removeScenario', { name: scenario.name })}
                      onClick={() => onRemove(scenario.id)}
                    >
                      <Trash />
                    </IconButton>
                  )}
                </Flex>
              </Td>
            </Tr>
          ))}
        </DataTable>
      )}
    </ShowMore>
  );
}

function Result({ result }: { result: ScenarioResult | undefined }) {
  const say = useSay();
  const nameOf = useNames();
  if (!result) return <Typography textColor="neutral600">{say('playground.notRun')}</Typography>;
  const { passed, differences, problem } = result;
  return (
    <Box paddingTop={2} paddingBottom={2}>
      <Status variant={passed ? 'success' : 'danger'} size="XS">
        <Typography variant="pi" fontWeight="bold">
          {say(passed ? 'playground.passed' : 'playground.failed')}
        </Typography>
      </Status>
      {problem && (
        <Typography tag="p" variant="pi" textColor="danger600">
          {problem}
        </Typography>
      )}
      {differences.length > 0 && (
        <Box tag="ul">
          {differences.map((one) => (
            <Typography tag="li" key={`${one.kind} ${one.key}`} variant="pi" textColor="neutral800">
              {differenceText(one, say, nameOf)}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}

function differenceText(one: ScenarioDifference, say: Say, nameOf: ReturnType<typeof useNames>): string {
  const name = nameOf(one.kind, one.key);
  if (one.got === null) return say('playground.gone', { name });
  if (one.kind === 'segment')
    return say(one.expected ? 'playground.shouldBeIn' : 'playground.shouldBeOut', { name });
  const shown = (variant: string) => nameOf('variant', variant);
  return say('playground.shouldShow', { name, expected: shown(one.expected), got: shown(one.got) });
}
