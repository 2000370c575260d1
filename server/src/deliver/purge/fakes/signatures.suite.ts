import { createHash, createHmac } from 'node:crypto';

const sha256 = (text: string) => createHash('sha256').update(text);
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text);

export interface Signed {
  readonly method: string;
  /** Scheme and host are signed, too. */
  readonly url: string;
  readonly body: string;
}

/** Akamai's EG1-HMAC-SHA256, written from its description: what Akamai itself computes from a request. */
export function edgeGridSignature(
  { method, url, body }: Signed,
  unsigned: string,
  clientSecret: string,
): string {
  const timestamp = /timestamp=([^;]+);/.exec(unsigned)?.[1] ?? '';
  const { protocol, host, pathname, search } = new URL(url);
  const signed = [
    method,
    protocol.slice(0, -1),
    host,
    `${pathname}${search}`,
    '',
    method === 'POST' && body !== '' ? sha256(body).digest('base64') : '',
    unsigned,
  ];
  const key = hmac(clientSecret, timestamp).digest('base64');
  return hmac(key, signed.join('\t')).digest('base64');
}

export interface SigV4 {
  readonly accessKeyId: string;
  readonly date: string;
  readonly scope: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

/** The parts of an AWS4-HMAC-SHA256 header. */
export function sigV4Of(authorization: string, date: string): SigV4 | null {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!found) return null;
  const [, accessKeyId = '', scope = '', signedHeaders = '', signature = ''] = found;
  return { accessKeyId, date, scope, signedHeaders, signature };
}

/** AWS Signature Version 4, written from its description; for paths and queries that need no encoding. */
export function sigV4Signature(
  { method, url, body }: Signed,
  headers: Readonly<Record<string, unknown>>,
  { scope, signedHeaders, date }: Omit<SigV4, 'accessKeyId' | 'signature'>,
  secret: string,
): string {
  const { pathname, search } = new URL(url);
  const names = signedHeaders.split(';');
  const canonical = [
    method,
    pathname,
    search.slice(1),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    sha256(body).digest('hex'),
  ].join('\n');
  const signed = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical).digest('hex')].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>((from, part) => hmac(from, part).digest(), `AWS4${secret}`);
  return hmac(key, signed).digest('hex');
}
