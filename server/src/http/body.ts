import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, shown } from '@tessera/model';
import { readWhole } from './bytes.js';
import { Problem } from './problems.js';

/** What a beacon or an API call may weigh, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

const JSON_TYPES: readonly string[] = ['application/json', 'text/plain'];

/** Reads a JSON object from the body. Throws a Problem for anything else. */
export async function readJsonObject(
  req: IncomingMessage,
  types: readonly string[] = JSON_TYPES,
): Promise<JsonObject> {
  const type = (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(type)) {
    throw new Problem(
      'unsupported_media_type',
      `Content-Type is ${shown(type)}; allowed: ${types.join(', ')}`,
    );
  }
  const text = (await readWhole(req, MAX_BODY_BYTES)).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Problem('not_json', error instanceof Error ? error.message : 'cannot be parsed');
  }
  if (!isJsonObject(json))
    throw new Problem('wrong_shape', `the body must be an object (found ${shown(json)})`);
  return json;
}
