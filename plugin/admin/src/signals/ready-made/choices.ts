import {
  READY_GROUPS,
  READY_LIST,
  type ReadyGroup,
  type ReadyKey,
  type ReadySignal,
} from '../../../../contracts/ready-signals';
import { fitting } from '../../shared/fitting';

/** A ready-made signal in the words of the admin's language. */
export interface Choice {
  readonly signal: ReadySignal;
  readonly name: string;
  readonly about: string;
}

export interface ChoiceGroup {
  readonly group: ReadyGroup;
  readonly choices: readonly Choice[];
}

/** What fits a search, in groups; groups without any are left out. */
export function groupsFitting(choices: readonly Choice[], search: string): readonly ChoiceGroup[] {
  const found = fitting(
    choices.map(({ signal, name, about }) => ({
      value: signal.key,
      words: `${name} ${about} ${signal.event ?? ''}`,
    })),
    search,
    choices.length,
  );
  const keys = new Set(found.map(({ value }) => value));
  return READY_GROUPS.map((group) => ({
    group,
    choices: choices.filter(({ signal }) => signal.group === group && keys.has(signal.key)),
  })).filter((each) => each.choices.length > 0);
}

/** All ready-made signals, worded. */
export const wordedChoices = (
  name: (key: ReadyKey) => string,
  about: (key: ReadyKey) => string,
): readonly Choice[] =>
  READY_LIST.map((signal) => ({ signal, name: name(signal.key), about: about(signal.key) }));
