import { Flex, type StatusVariant, TextButton, Typography } from '@strapi/design-system';
import type { Finding, Subject } from '@tessera/model';
import { useId, useState } from 'react';
import { useIntl } from 'react-intl';
import { useSay } from '../../text/text';
import { EntryLink } from '../EntryLink';
import { Flag } from '../Flag';
import { ShowMore } from '../ShowMore';
import { idOf, wordsOf, worstFirst } from './words';

const VARIANT: Record<Finding['severity'], StatusVariant> = {
  error: 'danger',
  warning: 'warning',
  hint: 'secondary',
};

/** What an analysis found, the worst first, each in a sentence with links to the entries it is about. */
export function FindingList({ findings, step = 10 }: { findings: readonly Finding[]; step?: number }) {
  return (
    <ShowMore items={worstFirst(findings)} step={step}>
      {(shown) => (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {shown.map((finding) => (
            <li key={idOf(finding)}>
              <Line finding={finding} />
            </li>
          ))}
        </Flex>
      )}
    </ShowMore>
  );
}

function Line({ finding }: { finding: Finding }) {
  const say = useSay();
  const { formatList } = useIntl();
  const worded = wordsOf(finding, (names) => formatList(names, { type: 'conjunction' }));
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Flex gap={2} alignItems="flex-start">
        <Flag variant={VARIANT[finding.severity]}>{say(`overview.severity.${finding.severity}`)}</Flag>
        <Typography textColor="neutral800">
          {worded ? say(worded.id, worded.values) : finding.message}
        </Typography>
      </Flex>
      <SubjectLinks subjects={finding.subjects} />
      <Why finding={finding} said={worded !== null} />
    </Flex>
  );
}

/** The entries, to be opened. */
export function SubjectLinks({ subjects }: { subjects: readonly Subject[] }) {
  const say = useSay();
  return (
    <Flex gap={3} wrap="wrap">
      {subjects.map(({ type, key, name }) => (
        <Flex key={`${type} ${key}`} gap={1}>
          <Typography variant="pi" textColor="neutral600">
            {say(`kind.${type}`)}
          </Typography>
          <EntryLink kind={type} entryKey={key} name={name} />
        </Flex>
      ))}
    </Flex>
  );
}

/** The server's own words: the exact finding, its proof and its doubts. They are in English. */
function Why({ finding: { message, proof, approximate }, said }: { finding: Finding; said: boolean }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const id = useId();
  const lines = [said ? message : '', proof ?? '', approximate ?? ''].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <>
      <TextButton aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {say(open ? 'overview.finding.hide' : 'overview.finding.why')}
      </TextButton>
      <Flex id={id} direction="column" alignItems="flex-start" gap={1} lang="en">
        {open &&
          lines.map((line) => (
            <Typography key={line} variant="pi" textColor="neutral600">
              {line}
            </Typography>
          ))}
      </Flex>
    </>
  );
}
