import type { LiveServer, StatusAnswer } from '../../../contracts/answers';

/** What the first server that answers says; several servers of one site share their visitors. */
export function liveOf({ servers }: StatusAnswer): LiveServer | null {
  for (const { reach } of servers) if (reach.kind === 'ok') return reach.live;
  return null;
}
