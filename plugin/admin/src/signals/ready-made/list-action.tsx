import { useParams } from 'react-router-dom';
import { UID } from '../../../../contracts/ids';
import type { PanelApp } from '../../app/side-panels';
import { ReadyMadeButton } from './ReadyMadeButton';

/** The Content Manager puts it above the list of every content type. */
function OnListOfSignals() {
  const { slug } = useParams();
  return slug === UID.signal ? <ReadyMadeButton /> : null;
}

/** Offers ready-made signals above the Content Manager's list of signals. */
export function addReadyMadeAction(app: PanelApp): void {
  app
    .getPlugin('content-manager')
    .injectComponent('listView', 'actions', { name: 'tessera-ready-made', Component: OnListOfSignals });
}
