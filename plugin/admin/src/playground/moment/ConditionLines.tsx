import { Box, Flex, Typography } from '@strapi/design-system';
import { Check, Cross } from '@strapi/icons';
import type { Explanation } from '@tessera/model';
import { useSay } from '../../text/text';
import { type Line, linesOf } from '../core/explanation';
import { useValueText } from '../steps/ChangeList';

/** A condition part by part: what it asks for, what it found, and whether that holds. */
export function ConditionLines({ explanation }: { explanation: Explanation }) {
  const say = useSay();
  const lines = linesOf(explanation);
  if (lines.length === 0)
    return (
      <Typography variant="pi" textColor="neutral600">
        {say('playground.everybody')}
      </Typography>
    );
  return (
    <Box tag="ul" aria-label={say('playground.condition')}>
      {lines.map((line) => (
        <ConditionLine key={line.id} line={line} />
      ))}
    </Box>
  );
}

function ConditionLine({ line: { depth, holds, text } }: { line: Line }) {
  const say = useSay();
  const valueText = useValueText();
  return (
    <Flex tag="li" gap={2} alignItems="flex-start" paddingLeft={`${Math.min(depth, 8) * 1.6}rem`}>
      <Flex paddingTop={1} role="img" aria-label={say(holds ? 'playground.holds' : 'playground.fails')}>
        {holds ? <Check fill="success600" /> : <Cross fill="danger600" />}
      </Flex>
      <Typography variant="pi" textColor="neutral800">
        {text.kind === 'joint' ? (
          say(`playground.joint.${text.joiner.slice(1) as 'and' | 'or' | 'nor' | 'not'}`)
        ) : (
          <>
            <code>{`${text.field} ${text.operator} ${text.expected}`}</code>{' '}
            {say('playground.found', {
              value:
                text.actual !== null && typeof text.actual === 'object'
                  ? JSON.stringify(text.actual)
                  : valueText(text.actual),
            })}
          </>
        )}
      </Typography>
    </Flex>
  );
}
