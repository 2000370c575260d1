/**
 * Whether a GET or HEAD is answered by 304: what the visitor has is what they would get
 * (RFC 9110, 13.1.2 and 13.1.3; If-Modified-Since counts only without If-None-Match).
 */
export function notModified(request: Headers, answer: Headers): boolean {
  const wanted = request.get('if-none-match');
  if (wanted !== null) {
    const etag = answer.get('etag');
    if (etag === null) return false;
    return wanted.trim() === '*' || wanted.split(',').some((one) => weak(one) === weak(etag));
  }
  const since = Date.parse(request.get('if-modified-since') ?? '');
  const modified = Date.parse(answer.get('last-modified') ?? '');
  return modified <= since;
}

const weak = (etag: string): string => etag.trim().replace(/^W\//, '');

/** What a 304 says of the content it is about is only what caches need (RFC 9110, 15.4.5). */
export function headersOfNotModified(answer: Headers): Headers {
  const headers = new Headers(answer);
  for (const name of ['content-length', 'content-type', 'content-encoding', 'content-language']) {
    headers.delete(name);
  }
  return headers;
}
