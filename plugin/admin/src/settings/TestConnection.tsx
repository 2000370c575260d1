import { Button, Flex, Status, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { GivenServer, TestAnswer } from '../../../contracts/settings';
import { reasonOf } from '../api';
import { type Say, useSay } from '../text/text';
import { useTesseraTestServerMutation } from './api';

interface Props {
  readonly server: GivenServer;
  /** What the button is about, for whoever cannot see where it stands. */
  readonly name: string;
  readonly disabled?: boolean;
}

/** Tries a server, saved or not, and says how it went. */
export function TestConnection({ server, name, disabled = false }: Props) {
  const say = useSay();
  const [test, { data, error, isLoading }] = useTesseraTestServerMutation();
  const [tested, setTested] = useState<GivenServer | null>(null);
  // What was found out about another address or token says nothing about this one.
  const about = tested?.url === server.url && tested.token === server.token;
  const label = say('settings.test', { name });
  return (
    <Flex gap={4} wrap="wrap">
      <Button
        variant="tertiary"
        size="S"
        aria-label={label}
        disabled={disabled}
        loading={isLoading}
        onClick={() => {
          setTested(server);
          void test(server);
        }}
      >
        {say('settings.test.button')}
      </Button>
      <Flex role="status">
        {about && error !== undefined && <Result good={false}>{reasonOf(error)}</Result>}
        {about && data && <Result good={data.kind === 'ok'}>{resultText(data, say)}</Result>}
      </Flex>
    </Flex>
  );
}

function resultText(answer: TestAnswer, say: Say): string {
  if (answer.kind !== 'ok') return say(`settings.test.${answer.kind}`, { detail: answer.detail });
  const { serverVersion, catalogVersion, latencyMs } = answer;
  return say('settings.test.ok', {
    version: serverVersion ?? '–',
    catalog: catalogVersion ?? '–',
    ms: latencyMs,
  });
}

function Result({ good, children }: { good: boolean; children: string }) {
  return (
    <Status variant={good ? 'success' : 'danger'} size="S">
      <Typography variant="pi">{children}</Typography>
    </Status>
  );
}
