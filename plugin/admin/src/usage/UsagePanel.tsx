import { Flex, Loader, Typography } from '@strapi/design-system';
import { kindOf } from '../../../contracts/ids';
import { reasonOf } from '../api';
import type { PanelProps } from '../app/side-panels';
import { ShowMore } from '../shared/ShowMore';
import { useSay } from '../text/text';
import { useTesseraUsageQuery } from './api';
import { UseLine } from './UseLine';
import { idOfUse, usesOf } from './uses';

/** Beside an entry: which other definitions name it. */
export default function UsagePanel({ model, document }: PanelProps) {
  const say = useSay();
  const { data, error } = useTesseraUsageQuery(undefined, { refetchOnMountOrArgChange: true });
  const kind = kindOf(model);
  const key = typeof document?.key === 'string' ? document.key : '';
  if (!kind) return null;
  if (key === '') return <Quiet>{say('usage.unsaved')}</Quiet>;
  if (error && !data) return <Quiet>{say('usage.failed', { reason: reasonOf(error) })}</Quiet>;
  if (!data) return <Loader small>{say('usage.loading')}</Loader>;

  const uses = usesOf(data[kind], key);
  if (uses.length === 0) return <Quiet>{say('usage.none')}</Quiet>;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography variant="pi" textColor="neutral600">
        {say('usage.count', { count: new Set(uses.map(({ documentId }) => documentId)).size })}
      </Typography>
      <ShowMore items={uses} step={10}>
        {(shown) => (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3} aria-label={say('panel.usage')}>
            {shown.map((use) => (
              <li key={idOfUse(use)}>
                <UseLine use={use} />
              </li>
            ))}
          </Flex>
        )}
      </ShowMore>
    </Flex>
  );
}

function Quiet({ children }: { children: string }) {
  return (
    <Typography variant="pi" textColor="neutral600" role="status">
      {children}
    </Typography>
  );
}
