import type { PreviewBody, PreviewLink } from '../../../contracts/preview';
import { reasonOf } from '../api';
import type { Told } from '../app/ask';
import { useSettled } from '../shared/use-settled';
import { useTesseraPreviewQuery } from './api';

/** Links end after 15 minutes; a new one is asked for in good time before. */
const RENEW_MS = 12 * 60_000;

const NOTHING: PreviewBody = { page: '/', as: {} };

/** A link for what is chosen, and a way to get a new one; asks nothing while `body` is null. */
export function useLink(body: PreviewBody | null): { told: Told<PreviewLink>; renew: () => void } {
  const settled = JSON.parse(useSettled(JSON.stringify(body))) as PreviewBody | null;
  const { currentData, data, error, isFetching, refetch } = useTesseraPreviewQuery(settled ?? NOTHING, {
    skip: settled === null,
    pollingInterval: RENEW_MS,
  });
  const renew = (): void => {
    if (settled !== null) void refetch();
  };
  if (error && !isFetching) return { told: { kind: 'failed', detail: reasonOf(error) }, renew };
  // The last page stays until the next one is there.
  return { told: currentData ?? data ?? { kind: 'asking' }, renew };
}
