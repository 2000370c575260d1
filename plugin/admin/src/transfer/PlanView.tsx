import { Badge, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { Check, WarningCircle } from '@strapi/icons';
import { useState } from 'react';
import type { PlanAnswer, PlannedAction } from '../../../contracts/transfer';
import { useSay } from '../text/text';
import { PlanTable } from './PlanTable';

type Plan = Extract<PlanAnswer, { kind: 'plan' }>;

const ACTIONS: readonly PlannedAction[] = ['create', 'update', 'delete', 'unchanged', 'refused'];

/** What would happen; nothing has yet. */
export function PlanView({ plan, busy, onApply }: { plan: Plan; busy: boolean; onApply: () => void }) {
  const say = useSay();
  const { create, update, delete: gone } = plan.counts;
  const count = create + update + gone;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex gap={2} wrap="wrap" role="status">
        <Typography>{say(count > 0 ? 'transfer.plan' : 'transfer.plan.nothing')}</Typography>
        {ACTIONS.filter((action) => plan.counts[action] > 0).map((action) => (
          <Badge key={action}>{say(`transfer.count.${action}`, { count: plan.counts[action] })}</Badge>
        ))}
      </Flex>
      {plan.entries.length > 0 && <PlanTable entries={plan.entries} />}
      {count > 0 && <Apply count={count} gone={gone} busy={busy} onApply={onApply} />}
    </Flex>
  );
}

/** Deleting asks once more. */
function Apply({
  count,
  gone,
  busy,
  onApply,
}: {
  count: number;
  gone: number;
  busy: boolean;
  onApply: () => void;
}) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  return (
    <Flex>
      <Button
        startIcon={<Check />}
        loading={busy}
        variant={gone > 0 ? 'danger' : 'default'}
        onClick={() => (gone > 0 ? setAsking(true) : onApply())}
      >
        {say('transfer.apply', { count })}
      </Button>
      <Dialog.Root open={asking} onOpenChange={setAsking}>
        <Dialog.Content>
          <Dialog.Header>{say('transfer.sure')}</Dialog.Header>
          <Dialog.Body icon={<WarningCircle fill="danger600" />}>
            {say('transfer.sure.text', { count: gone })}
          </Dialog.Body>
          <Dialog.Footer>
            <Dialog.Cancel>
              <Button fullWidth variant="tertiary">
                {say('transfer.cancel')}
              </Button>
            </Dialog.Cancel>
            <Dialog.Action>
              <Button fullWidth variant="danger" onClick={onApply}>
                {say('transfer.sure.yes')}
              </Button>
            </Dialog.Action>
          </Dialog.Footer>
        </Dialog.Content>
      </Dialog.Root>
    </Flex>
  );
}
