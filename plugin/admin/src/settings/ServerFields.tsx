import { Field, Flex, Grid, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { Card } from '../shared/Panel';
import { useSay } from '../text/text';
import { type DraftErrors, givenOf, type ServerDraft, tokenState } from './draft';
import { TestConnection } from './TestConnection';

interface Props {
  readonly draft: ServerDraft;
  /** 1 for the first: tells servers apart whose address is not typed yet. */
  readonly number: number;
  readonly errors: DraftErrors;
  readonly onChange: (more: Partial<ServerDraft>) => void;
  readonly onRemove: () => void;
}

/** One server: its address, its token, which is never shown, and a button to try both. */
export function ServerFields({ draft, number, errors, onChange, onRemove }: Props) {
  const say = useSay();
  const state = tokenState(draft);
  const name = draft.url.trim() || say('settings.server', { number });
  return (
    <Card>
      <Flex direction="column" alignItems="stretch" gap={4} role="group" aria-label={name}>
        <Flex justifyContent="space-between" gap={3}>
          <Typography variant="omega" fontWeight="bold" tag="h3">
            {say('settings.server', { number })}
          </Typography>
          <IconButton label={say('settings.remove', { name })} onClick={onRemove}>
            <Trash />
          </IconButton>
        </Flex>
        <Grid.Root gap={4}>
          <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <Field.Root
              name={`url-${draft.id}`}
              required
              hint={say('settings.url.hint')}
              error={errors.url && say(`settings.wrong.${errors.url}`)}
            >
              <Field.Label>{say('settings.url')}</Field.Label>
              <TextInput
                value={draft.url}
                placeholder="http://127.0.0.1:4000"
                autoComplete="off"
                onChange={({ target }) => onChange({ url: target.value })}
              />
              <Field.Hint />
              <Field.Error />
            </Field.Root>
          </Grid.Item>
          <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <Field.Root
              name={`token-${draft.id}`}
              hint={say(`settings.token.${state}`)}
              error={
                errors.token
                  ? say('settings.wrong.token')
                  : (state === 'lost' || state === 'left') && say(`settings.token.${state}`)
              }
            >
              <Field.Label>{say('settings.token')}</Field.Label>
              <TextInput
                type="password"
                value={draft.token}
                placeholder={state === 'kept' ? '••••••••' : ''}
                autoComplete="new-password"
                onChange={({ target }) => onChange({ token: target.value })}
              />
              {state !== 'lost' && state !== 'left' && <Field.Hint />}
              <Field.Error />
            </Field.Root>
          </Grid.Item>
        </Grid.Root>
        <TestConnection server={givenOf(draft)} name={name} disabled={draft.url.trim() === ''} />
      </Flex>
    </Card>
  );
}
