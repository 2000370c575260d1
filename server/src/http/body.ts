import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, shown } from '@tessera/model';
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
  const text = await readText(req);
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

function readText(req: IncomingMessage): Promise<string> {
  const declared = Number(req.headers['content-length'] ?? 0);
  if (declared > MAX_BODY_BYTES) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        req.removeAllListeners('data');
        req.resume();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    req.on('end', () =>
      resolve((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8')),
    );
    // Whoever leaves in the middle is no error of ours.
    req.on('error', () => reject(endedEarly()));
    req.on('close', () => {
      if (!req.complete) reject(endedEarly());
    });
  });
}

const endedEarly = (): Problem => new Problem('not_json', 'the body ended early');
const tooLarge = (): Problem => new Problem('body_too_large', `allowed: at most ${MAX_BODY_BYTES} bytes`);
