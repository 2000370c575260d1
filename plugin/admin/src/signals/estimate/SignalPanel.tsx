import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { FIELD_TEXTS } from '../../../../contracts/field-texts';
import type { SignalEstimate } from '../../../../contracts/live';
import { useAsk } from '../../app/ask';
import { useRight } from '../../app/rights';
import { Problems } from '../../inputs/Problems';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import { useSignalForm } from '../form-values';
import { type DraftSignal, draftSignal } from './draft-signal';
import { EstimateFigures } from './EstimateFigures';

/** Recent visitors go on doing things while somebody edits. */
const EVERY_MS = 10_000;

/** Beside a signal: what it would have been for recent visitors, as it stands in the form. */
export default function SignalPanel() {
  const draft = draftSignal(useSignalForm());
  const may = useRight('editSegments');
  if (!may) return null;
  return draft.kind === 'right' ? <Estimate signal={draft.signal} /> : <NotYet draft={draft} />;
}

function Estimate({ signal }: { signal: Readonly<Record<string, unknown>> }) {
  const told = useAsk<SignalEstimate>('signal-estimate', { body: { signal }, every: EVERY_MS });
  if (told.kind === 'ok') return <EstimateFigures estimate={told.answer} />;
  if (told.kind !== 'refused') return <Unanswered told={told} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Unanswered told={told} />
      <Problems json={{ kind: 'empty' }} judgement={{ wrong: told.refusals, missing: [] }} />
    </Flex>
  );
}

function NotYet({ draft }: { draft: Exclude<DraftSignal, { kind: 'right' }> }) {
  const say = useSay();
  const { formatMessage, formatList } = useIntl();
  if (draft.kind === 'wrong') {
    return (
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Typography variant="pi" textColor="neutral600">
          {say('signals.estimate.wrong')}
        </Typography>
        <Problems json={{ kind: 'empty' }} judgement={{ wrong: draft.refusals, missing: [] }} />
      </Flex>
    );
  }
  // The labels are those of the form, which Strapi looks up under its own names.
  const labels = draft.fields.map((field) =>
    formatMessage({
      id: `content-manager.content-types.plugin::tessera.signal.${field}`,
      defaultMessage: FIELD_TEXTS.signal[field]?.label ?? field,
    }),
  );
  return (
    <Typography variant="pi" textColor="neutral600" role="status">
      {say('signals.estimate.incomplete', { fields: formatList(labels, { type: 'conjunction' }) })}
    </Typography>
  );
}
