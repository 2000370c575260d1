import { Flex, Typography } from '@strapi/design-system';
import type { KeyUse } from '../../../contracts/usage';
import { EntryLink } from '../shared/EntryLink';
import { useSay } from '../text/text';

/** Who names a definition: a link to the entry, where in it, and whether visitors notice. */
export function UseLine({ use }: { use: KeyUse }) {
  const say = useSay();
  const state = use.published ? (use.draft ? '' : say('usage.publishedOnly')) : say('usage.draftOnly');
  return (
    <Flex direction="column" alignItems="flex-start">
      <Flex gap={1} wrap="wrap">
        <Typography variant="pi" textColor="neutral600">
          {say(`kind.${use.kind}`)}
        </Typography>
        <EntryLink kind={use.kind} documentId={use.documentId} name={use.name} />
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {[say(`usage.field.${use.field}`), state].filter(Boolean).join(' · ')}
      </Typography>
    </Flex>
  );
}
