import { type Asking, jsonReply, type Reply, type Taken } from '../dialect.js';

export const isVerbose = ({ target }: Asking): boolean =>
  new URLSearchParams(target.query).get('verbose') === '1';

/** `1` is all that the clients want to hear; `verbose=1` wants words. */
export const trackReply = (_taken: Taken, asking: Asking): Reply =>
  isVerbose(asking)
    ? jsonReply(200, { status: 1, error: null })
    : { status: 200, type: 'text/plain', body: '1' };

/** Programs that ask for it (`strict=1`) hear which events were wrong; the Node client wants to hear `1` here, too. */
export function importReply(taken: Taken, asking: Asking): Reply {
  if (new URLSearchParams(asking.target.query).get('strict') !== '1') return trackReply(taken, asking);
  const { accepted, rejected } = taken;
  if (rejected.length === 0)
    return jsonReply(200, { code: 200, num_records_imported: accepted, status: 'OK' });
  return jsonReply(400, {
    code: 400,
    error: 'some data points in the request failed validation',
    failed_records: rejected.map(({ index, reason }) => ({ index, field: '', message: reason })),
    num_records_imported: accepted,
    status: 'Bad Request',
  });
}
