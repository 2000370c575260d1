import { Grid } from '@strapi/design-system';
import { useSay } from '../../text/text';
import type { Path } from './edit';
import type { ContentForm } from './form';
import { PartFrame } from './PartFrame';
import { TextField } from './TextField';

/** A link that looks like a button. */
export function CtaField({ form, path }: { form: ContentForm; path: Path }) {
  const say = useSay();
  return (
    <PartFrame form={form} path={path} title={say('variants.field.cta')}>
      <Grid.Root gap={4}>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <TextField form={form} path={[...path, 'label']} label={say('variants.field.cta.label')} />
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <TextField
            form={form}
            path={[...path, 'href']}
            label={say('variants.field.cta.href')}
            placeholder="/cart"
          />
        </Grid.Item>
      </Grid.Root>
    </PartFrame>
  );
}
