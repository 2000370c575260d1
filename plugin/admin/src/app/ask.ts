import type { Answered, Asked, Question } from '../../../contracts/questions';
import { reasonOf, useTesseraAskQuery } from '../api';
import { useSettled } from '../shared/use-settled';
import { useVisible } from '../shared/use-visible';

/** What a fragment server answered, and how it stands with asking. */
export type Told<Answer> =
  | { readonly kind: 'asking' }
  /** Strapi itself could not be asked. */
  | { readonly kind: 'failed'; readonly detail: string }
  | Answered<Answer>;

export interface AskOptions extends Asked {
  /** Asks again every so many ms while the page is visible. Left out: only when what is asked changes. */
  readonly every?: number;
  /** Does not ask while true. */
  readonly skip?: boolean;
}

/**
 * Asks a fragment server, through Strapi's. While something is being asked, the last answer stays, so that
 * figures do not flicker while somebody types; typing fast asks once.
 */
export function useAsk<Answer>(question: Question, { every, skip, ...asked }: AskOptions = {}): Told<Answer> {
  const visible = useVisible();
  const settled = JSON.parse(useSettled(JSON.stringify(asked))) as Asked;
  const { data, currentData, error } = useTesseraAskQuery(
    { question, ...settled },
    { skip: skip === true, pollingInterval: every && visible ? every : 0 },
  );
  const known = (currentData ?? data) as Answered<Answer> | undefined;
  if (error) return { kind: 'failed', detail: reasonOf(error) };
  return known ?? { kind: 'asking' };
}
