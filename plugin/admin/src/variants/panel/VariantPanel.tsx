import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { PanelProps } from '../../app/side-panels';
import { useDefinitions } from '../../inputs/definitions';
import { readParts } from '../../inputs/targeting-parts';
import { Unanswered } from '../../shared/Unanswered';
import { useNow } from '../../shared/use-now';
import { useSay } from '../../text/text';
import { useLiveVariants } from '../live';
import { useScheduleWords } from '../schedule/words';
import { Conflicts } from './Conflicts';
import { Rivals } from './Rivals';
import { SeenNow } from './SeenNow';

/** Beside a variant: who is shown it now, when it is shown, and what stands in its way. */
export default function VariantPanel({ document, documentId }: PanelProps) {
  const say = useSay();
  const live = useLiveVariants();
  const key = typeof document?.key === 'string' ? document.key : '';
  // The panel of an entry that is being made has no document yet.
  if (!key) return <Quiet>{say('variants.panel.unsaved')}</Quiet>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Part title={say('variants.panel.now')}>
        <Published variantKey={key} />
        {live?.kind === 'ok' ? (
          <SeenNow live={live.answer} variantKey={key} />
        ) : (
          live && <Unanswered told={live} />
        )}
      </Part>
      <Part title={say('variants.panel.when')}>
        <Schedule targeting={document?.targeting} />
      </Part>
      {documentId && (
        <Part title={say('variants.panel.rivals')}>
          <Rivals documentId={documentId} />
        </Part>
      )}
      <Part title={say('variants.panel.conflicts')}>
        <Conflicts variantKey={key} />
      </Part>
    </Flex>
  );
}

function Published({ variantKey }: { variantKey: string }) {
  const say = useSay();
  const { options, state } = useDefinitions('variant');
  const status = options.find(({ key }) => key === variantKey)?.status;
  if (state.kind !== 'ready' || status === 'published') return null;
  return (
    <Typography variant="pi" textColor="neutral800" role="status">
      {say('variants.panel.unpublished')}
    </Typography>
  );
}

function Schedule({ targeting }: { targeting: unknown }) {
  const words = useScheduleWords();
  const now = useNow(15_000);
  return <Quiet>{words(readParts(targeting).schedule, now)}</Quiet>;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box tag="section" aria-label={title} width="100%">
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {title}
      </Typography>
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2}>
        {children}
      </Flex>
    </Box>
  );
}

export function Quiet({ children }: { children: string }) {
  return (
    <Typography variant="pi" textColor="neutral800">
      {children}
    </Typography>
  );
}
