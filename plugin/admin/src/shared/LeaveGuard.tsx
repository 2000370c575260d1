import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';
import { useSay } from '../text/text';

/** Asks before unsaved changes are left behind, by a link or by closing the tab. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const say = useSay();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved &&
      (currentLocation.pathname !== nextLocation.pathname || currentLocation.search !== nextLocation.search),
  );
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && blocker.reset()}>
      <Dialog.Content>
        <Dialog.Header>{say('leave.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>{say('leave.body')}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary">{say('leave.stay')}</Button>
          </Dialog.Cancel>
          <Button variant="danger-light" onClick={() => blocker.proceed()}>
            {say('leave.go')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
