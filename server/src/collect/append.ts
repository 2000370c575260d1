import { nanoid } from 'nanoid';
import { Problem } from '../http/problems.js';
import type { Batch } from '../stream/stream.js';
import type { CollectParts } from './beacon-handler.js';

/**
 * Appends a batch; what the stream or store can't take now is the client's to send again. Answers whose browser
 * it is by now.
 */
export async function append(
  { stream, metrics, personaliser }: Pick<CollectParts, 'stream' | 'metrics' | 'personaliser'>,
  batch: Omit<Batch, 'fresh'>,
): Promise<string> {
  const fresh = batch.events.some(({ type }) => type === 'identify') ? nanoid() : null;
  try {
    return await stream.append({ ...batch, fresh });
  } catch (error) {
    metrics.notStored(error, personaliser.clock());
    throw new Problem('not_ready', 'the events could not be stored; send them again', { retryAfterS: 5 });
  }
}
