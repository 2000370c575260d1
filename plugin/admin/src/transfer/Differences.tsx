import { Box, Typography } from '@strapi/design-system';
import type { Json } from '@tessera/model';
import { styled } from 'styled-components';
import type { Difference } from '../../../contracts/transfer';
import { useSay } from '../text/text';
import { valueText } from './value-text';

/** Field by field: what is there, and what would be. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <Box tag="dl" paddingTop={2}>
      {differences.map(({ place, before, after }) => (
        <Box key={place} paddingBottom={3}>
          <Typography tag="dt" variant="pi" fontWeight="bold" textColor="neutral700">
            <code>{place}</code>
          </Typography>
          <Value value={before} sign="−" colour="danger600" label="transfer.before" />
          <Value value={after} sign="+" colour="success600" label="transfer.after" />
        </Box>
      ))}
    </Box>
  );
}

function Value({
  value,
  sign,
  colour,
  label,
}: {
  value: Json;
  sign: string;
  colour: 'danger600' | 'success600';
  label: 'transfer.before' | 'transfer.after';
}) {
  const say = useSay();
  if (value === null) return null;
  return (
    <Box tag="dd" marginLeft={0} aria-label={say(label)}>
      <Text>
        <Typography textColor={colour} variant="pi">
          <span aria-hidden>{`${sign} `}</span>
          {valueText(value)}
        </Typography>
      </Text>
    </Box>
  );
}

const Text = styled.pre`
  margin: 0;
  font-family: monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;
