import { SIGNAL_FIELDS, type SignalKind } from '../../../contracts/signal-fields';
import { useSay } from '../text/text';
import { useSignalForm } from './form-values';

/** Under the field `kind`: what a signal of the chosen kind is. */
export function KindHint() {
  const say = useSay();
  const { kind } = useSignalForm();
  const known = Object.keys(SIGNAL_FIELDS).find((each): each is SignalKind => each === kind);
  return known ? say(`signals.kind.${known}`) : null;
}
