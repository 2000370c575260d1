import { Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { RecentVisitors } from '../../../contracts/live';
import { DEVICES, type Device } from '../../../contracts/preview';
import { useAsk } from '../app/ask';
import { useDefinitions } from '../inputs/definitions';
import { Unanswered } from '../shared/Unanswered';
import { useSay } from '../text/text';

const MOST = 30;

interface Props {
  readonly value: string | null;
  /** `device`: the visitor's, if it is known. */
  readonly onChange: (visitor: string, device: Device | null) => void;
}

/** Chooses one of the visitors seen last, by when, where and in which segments they are. */
export function VisitorPicker({ value, onChange }: Props) {
  const say = useSay();
  const { formatTime, formatList } = useIntl();
  const told = useAsk<RecentVisitors>('visitors', { query: { limit: MOST } });
  const { options } = useDefinitions('segment');
  const nameOf = (key: string) => options.find((one) => one.key === key)?.name ?? key;
  const visitors = told.kind === 'ok' ? told.answer.visitors : [];
  const choose = (id: string): void => {
    const context = visitors.find((one) => one.id === id)?.context;
    const { type } = (context?.device ?? {}) as { type?: unknown };
    onChange(id, DEVICES.find((one) => one === type) ?? null);
  };
  const lines = visitors.map(({ id, lastSeen, path, segments }) => ({
    id,
    text: say('preview.visitor.line', {
      time: formatTime(lastSeen, { timeStyle: 'medium' }),
      path: path ?? '–',
      segments: segments.length > 0 ? formatList(segments.map(nameOf)) : say('preview.visitor.noSegment'),
    }),
  }));
  return (
    <Field.Root hint={say('preview.visitor.hint')}>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Field.Label>{say('preview.visitor')}</Field.Label>
        <SingleSelect
          // The select remembers the text an option had when it was first shown.
          key={lines.length === 0 ? 'empty' : 'listed'}
          value={value}
          placeholder={say('preview.visitor.choose')}
          onChange={(id) => choose(String(id))}
          disabled={lines.length === 0}
        >
          {lines.map(({ id, text }) => (
            <SingleSelectOption key={id} value={id}>
              {text}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        {told.kind !== 'ok' && <Unanswered told={told} />}
        {told.kind === 'ok' && lines.length === 0 && (
          <Typography variant="pi" textColor="neutral600" role="status">
            {say('preview.visitor.none')}
          </Typography>
        )}
        <Field.Hint />
      </Flex>
    </Field.Root>
  );
}
