import type { Refusal } from '@tessera/model';
import type { Judgement } from '../../inputs/json-value';
import { useSay } from '../../text/text';
import { isWithin, type Path, placeOf } from './edit';

/** What every field of a content's form is given. */
export interface ContentForm {
  /** The whole content, as it is stored. */
  readonly content: unknown;
  readonly judgement: Judgement;
  readonly disabled: boolean;
  /** Takes the content as it is to be from now on. */
  readonly change: (content: unknown) => void;
}

const at = (refusals: readonly Refusal[], path: Path) =>
  refusals.filter(({ place }) => isWithin(place, placeOf(path)));

/** What is wrong with a field, and that it is still needed, in the words shown below it. */
export function useProblemAt({ judgement }: ContentForm, path: Path) {
  const say = useSay();
  const wrong = at(judgement.wrong, path)[0];
  return {
    error: wrong ? say('variants.content.wrong', { message: wrong.message, value: wrong.value }) : undefined,
    needed: at(judgement.missing, path).length > 0 ? say('json.needed') : undefined,
  };
}

/** What is said at none of these fields. */
export const elsewhere = ({ wrong, missing }: Judgement, names: readonly string[]): Judgement => {
  const isElsewhere = ({ place }: Refusal) => !names.some((name) => isWithin(place, name));
  return { wrong: wrong.filter(isElsewhere), missing: missing.filter(isElsewhere) };
};
