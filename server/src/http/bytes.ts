import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Problem } from './problems.js';

const unzip = promisify(gunzip);

/** Reads a whole body of at most `most` bytes, unpacked if it came as gzip. Throws a Problem. */
export async function readBytes(req: IncomingMessage, most: number): Promise<Buffer> {
  const bytes = await readWhole(req, most);
  // By its first bytes, too: some clients pack without saying so.
  if (req.headers['content-encoding'] !== 'gzip' && !(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: most });
  } catch (error) {
    const isLong = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw isLong ? tooLarge(most) : new Problem('not_json', 'the body is no gzip');
  }
}

/**
 * Reads a whole body of at most `most` bytes as it came; rejects with a Problem. By events, which cost a fraction of
 * what iterating does.
 */
export function readWhole(req: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > most) return Promise.reject(tooLarge(most));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) {
        req.removeAllListeners('data');
        req.resume();
        reject(tooLarge(most));
      } else chunks.push(chunk);
    });
    req.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    // Whoever leaves in the middle is no error of ours.
    req.on('error', () => reject(endedEarly()));
    req.on('close', () => {
      if (!req.complete) reject(endedEarly());
    });
  });
}

const endedEarly = (): Problem => new Problem('not_json', 'the body ended early');
const tooLarge = (most: number): Problem => new Problem('body_too_large', `allowed: at most ${most} bytes`);
