import { Button, Checkbox, Dialog, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PrioritiesBody, PriorityVariant } from '../../../../contracts/priorities';
import { useSay } from '../../text/text';
import type { Publishing } from './slot-order';

interface Props {
  readonly publishing: Publishing;
  readonly onClose: () => void;
  readonly onPublish: (publish: NonNullable<PrioritiesBody['publish']>) => void;
}

const SHOWN = 30;

/** Names what goes live. What has other unpublished changes goes only if it is ticked. */
export function PublishDialog({ publishing: { plain, pending, drafts }, onClose, onPublish }: Props) {
  const say = useSay();
  const { formatList } = useIntl();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (id: string, on: boolean) =>
    setTicked(new Set(on ? [...ticked, id] : [...ticked].filter((one) => one !== id)));
  const names = (list: readonly PriorityVariant[]) =>
    list.length > SHOWN
      ? say('variants.publish.more', {
          names: formatList(
            list.slice(0, SHOWN).map(({ name }) => name),
            { type: 'unit' },
          ),
          count: list.length - SHOWN,
        })
      : formatList(list.map(({ name }) => name));
  const publish = () =>
    onPublish([
      ...plain.map(({ documentId }) => ({ documentId, others: false })),
      ...pending
        .filter(({ documentId }) => ticked.has(documentId))
        .map(({ documentId }) => ({ documentId, others: true })),
    ]);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Content>
        <Dialog.Header>{say('variants.publish.title')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%" maxHeight="50vh" overflow="auto">
            {plain.length > 0 && (
              <Typography>{say('variants.publish.plain', { names: names(plain) })}</Typography>
            )}
            {pending.length > 0 && (
              <Flex
                direction="column"
                alignItems="flex-start"
                gap={2}
                role="group"
                aria-label={say('variants.publish.pending')}
              >
                <Typography>{say('variants.publish.pending')}</Typography>
                {pending.map(({ documentId, name }) => (
                  <Checkbox
                    key={documentId}
                    checked={ticked.has(documentId)}
                    onCheckedChange={(checked) => tick(documentId, checked === true)}
                  >
                    {name}
                  </Checkbox>
                ))}
              </Flex>
            )}
            {drafts.length > 0 && (
              <Typography textColor="neutral600">
                {say('variants.publish.drafts', { names: names(drafts) })}
              </Typography>
            )}
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary">{say('variants.publish.cancel')}</Button>
          </Dialog.Cancel>
          <Button onClick={publish} disabled={plain.length + ticked.size === 0}>
            {say('variants.publish.confirm')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
