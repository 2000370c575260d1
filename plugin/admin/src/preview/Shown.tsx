import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, Duplicate, ExternalLink } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { PreviewLink } from '../../../contracts/preview';
import { Note } from '../shared/Note';
import { useSay } from '../text/text';
import type { Choice } from './choice';
import { DeviceFrame } from './DeviceFrame';

/** The page behind a link, and what can be done with the link. */
export function Shown({ link, choice, renew }: { link: PreviewLink; choice: Choice; renew: () => void }) {
  const say = useSay();
  const { formatTime } = useIntl();
  const { toggleNotification } = useNotification();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link.url);
      toggleNotification({ type: 'success', message: say('preview.copied') });
    } catch {
      // Browsers give the clipboard only to pages on https or of this machine.
      toggleNotification({ type: 'warning', message: say('preview.notCopied') });
    }
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {link.from === 'published' && <Note>{say('preview.noDrafts')}</Note>}
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Typography variant="pi" textColor="neutral600" role="status">
          {say('preview.until', { time: formatTime(link.until, { timeStyle: 'short' }) })}
        </Typography>
        <Flex gap={2} wrap="wrap">
          <Button variant="tertiary" startIcon={<ArrowClockwise />} onClick={renew}>
            {say('preview.reload')}
          </Button>
          <Button variant="tertiary" startIcon={<Duplicate />} onClick={copy}>
            {say('preview.copy')}
          </Button>
          <LinkButton
            variant="secondary"
            startIcon={<ExternalLink />}
            href={link.url}
            target="_blank"
            rel="noreferrer"
          >
            {say('preview.open')}
          </LinkButton>
        </Flex>
      </Flex>
      <DeviceFrame
        url={link.url}
        title={say('preview.frame', { page: choice.page })}
        device={choice.device}
      />
    </Flex>
  );
}
