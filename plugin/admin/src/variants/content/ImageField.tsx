import { Button, Field, Grid, NumberInput } from '@strapi/design-system';
import { Images } from '@strapi/icons';
import { useStrapiApp } from '@strapi/strapi/admin';
import { type ComponentType, useState } from 'react';
import { useSay } from '../../text/text';
import { isObject, type Path, valueAt, withPart, withValue } from './edit';
import { type ContentForm, useProblemAt } from './form';
import { PartFrame } from './PartFrame';
import { TextField, Unreadable } from './TextField';

/** As far as we read what Strapi's media library gives. */
interface Asset {
  readonly url?: string;
  readonly alternativeText?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
}
type MediaLibraryDialog = ComponentType<{
  allowedTypes: readonly string[];
  multiple: boolean;
  onClose: () => void;
  onSelectAssets: (assets: readonly Asset[]) => void;
}>;

/** Strapi's type of its own global leaves this out. */
const strapiAddress = (): string =>
  (window.strapi as { readonly backendURL?: string }).backendURL || window.location.origin;

/** A picture: chosen from Strapi's media library, or by its address. */
export function ImageField({ form, path }: { form: ContentForm; path: Path }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const Dialog = useStrapiApp('TesseraImage', ({ components }) => components['media-library']) as
    | MediaLibraryDialog
    | undefined;
  const title = say('variants.field.image');

  const take = (asset: Asset | undefined) => {
    setOpen(false);
    if (!asset?.url) return;
    const before = valueAt(form.content, path);
    const { width, height, alternativeText } = asset;
    form.change(
      withValue(form.content, path, {
        ...(isObject(before) ? before : {}),
        // The page has another origin than Strapi, so an address within Strapi would lead nowhere.
        src: new URL(asset.url, strapiAddress()).href,
        alt: alternativeText ?? '',
        ...(width && height ? { width: Math.round(width), height: Math.round(height) } : {}),
      }),
    );
  };
  return (
    <PartFrame
      form={form}
      path={path}
      title={title}
      action={
        Dialog && (
          <Button
            variant="secondary"
            size="S"
            startIcon={<Images />}
            onClick={() => setOpen(true)}
            disabled={form.disabled}
          >
            {say('variants.field.image.choose')}
          </Button>
        )
      }
    >
      <Grid.Root gap={4}>
        <Grid.Item col={12} direction="column" alignItems="stretch">
          <TextField
            form={form}
            path={[...path, 'src']}
            label={say('variants.field.image.src')}
            placeholder="https://…"
          />
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          {/* Stored even when empty: a picture that only decorates has an empty text on purpose. */}
          <TextField
            form={form}
            path={[...path, 'alt']}
            label={say('variants.field.image.alt')}
            required={isObject(valueAt(form.content, path))}
          />
        </Grid.Item>
        {(['width', 'height'] as const).map((side) => (
          <Grid.Item key={side} col={3} s={6} direction="column" alignItems="stretch">
            <Pixels form={form} path={[...path, side]} label={say(`variants.field.image.${side}`)} />
          </Grid.Item>
        ))}
      </Grid.Root>
      {open && Dialog && (
        <Dialog
          allowedTypes={['images']}
          multiple={false}
          onClose={() => setOpen(false)}
          onSelectAssets={([asset]) => take(asset)}
        />
      )}
    </PartFrame>
  );
}

function Pixels({ form, path, label }: { form: ContentForm; path: Path; label: string }) {
  const { error, needed } = useProblemAt(form, path);
  const value = valueAt(form.content, path);
  if (value !== undefined && value !== null && typeof value !== 'number')
    return <Unreadable label={label} value={value} />;
  return (
    <Field.Root error={error} hint={error ? undefined : needed}>
      <Field.Label>{label}</Field.Label>
      <NumberInput
        value={value ?? undefined}
        step={1}
        onValueChange={(next) =>
          form.change(withPart(form.content, path.slice(0, -1), String(path.at(-1)), next))
        }
        disabled={form.disabled}
      />
      <Field.Error />
      <Field.Hint />
    </Field.Root>
  );
}
