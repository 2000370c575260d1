import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Problem } from './problems.js';

const unzip = promisify(gunzip);

/** Reads a whole body of at most `most` bytes, unpacked if it came as gzip. Throws a Problem. */
export async function readBytes(req: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = () => new Problem('body_too_large', `allowed: at most ${most} bytes`);
  if (Number(req.headers['content-length'] ?? 0) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('not_json', 'the body ended early');
  }
  const bytes = Buffer.concat(chunks);
  // By its first bytes, too: some clients pack without saying so.
  if (req.headers['content-encoding'] !== 'gzip' && !(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: most });
  } catch (error) {
    const isLong = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw isLong ? tooLarge() : new Problem('not_json', 'the body is no gzip');
  }
}
