const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export const text = (bytes: Uint8Array): string => decoder.decode(bytes);

/** One array of all the chunks' bytes; a single chunk is returned as it is, not copied. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const joined = new Uint8Array(byteLength(chunks));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

export function byteLength(chunks: readonly Uint8Array[]): number {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  return length;
}

/** Where `pattern` starts in `bytes` at or after `from`, or -1. The first byte is searched natively. */
export function indexOf(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const first = pattern[0];
  if (first === undefined) return from;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (matchLength(bytes, pattern, at) === pattern.length) return at;
  }
  return -1;
}

/**
 * How many bytes of `pattern` stand at `at`; stops at the first difference (result -1) or where
 * `bytes` end, so that a pattern cut off by the end of a chunk can be told from one that is absent.
 */
export function matchLength(bytes: Uint8Array, pattern: Uint8Array, at: number): number {
  const end = Math.min(pattern.length, bytes.length - at);
  for (let i = 0; i < end; i++) if (bytes[at + i] !== pattern[i]) return -1;
  return end;
}
