import { Button, type ButtonProps } from '@strapi/design-system';
import { Magic } from '@strapi/icons';
import { lazy, Suspense, useState } from 'react';
import { UID } from '../../../../contracts/ids';
import { CONTENT } from '../../../../contracts/permissions';
import { useCan } from '../../app/rights';
import { useSay } from '../../text/text';

const Dialog = lazy(() => import('./ReadyMadeDialog'));

/** Offers ready-made signals to whoever may make signals. */
export function ReadyMadeButton({ size = 'S', variant = 'tertiary' }: Pick<ButtonProps, 'size' | 'variant'>) {
  const say = useSay();
  const can = useCan();
  const [open, setOpen] = useState(false);
  if (!can(CONTENT.create, UID.signal)) return null;
  return (
    <>
      <Button variant={variant} size={size} startIcon={<Magic />} onClick={() => setOpen(true)}>
        {say('signals.ready.add')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <Dialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
