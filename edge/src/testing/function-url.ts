import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, type Writable } from 'node:stream';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { AwsLambda, LambdaHandler } from '../lambda/index.js';

/** The prelude of a streamed answer: JSON, then eight zero bytes, then the body. */
const SEPARATOR = Buffer.alloc(8);

/** What Lambda's runtime gives to functions; writes answers in the form in which they leave the runtime. */
export const awslambda: AwsLambda = {
  HttpResponseStream: {
    from(stream, head) {
      stream.write(JSON.stringify(head));
      stream.write(SEPARATOR);
      return stream;
    },
  },
};

/** A function URL: makes events of requests, and answers of what the function streams. */
export async function startFunctionUrl(
  handler: LambdaHandler,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => void invoke(handler, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function invoke(
  handler: LambdaHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const stream = new PassThrough();
  const answered = answer(stream, outgoing);
  await handler(await eventOf(incoming), stream as Writable);
  await answered;
}

async function eventOf(incoming: IncomingMessage): Promise<APIGatewayProxyEventV2> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [rawPath = '', rawQueryString = ''] = (incoming.url ?? '').split(/\?(.*)/s);
  const { cookie, ...headers } = incoming.headers as Record<string, string>;
  const http = {
    method: incoming.method ?? 'GET',
    path: rawPath,
    protocol: 'HTTP/1.1',
    sourceIp: incoming.socket.remoteAddress ?? '',
    userAgent: headers['user-agent'] ?? '',
  };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'id',
      domainName: headers.host ?? '',
      domainPrefix: 'id',
      http,
      requestId: 'id',
      routeKey: '$default',
      stage: '$default',
      time: '24/Nov/2026:00:00:00 +0000',
      timeEpoch: 0,
    },
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks).toString('base64') } : {}),
    isBase64Encoded: chunks.length > 0,
  };
}

async function answer(stream: PassThrough, outgoing: ServerResponse): Promise<void> {
  let head = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of stream) {
    if (begun) {
      outgoing.write(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk as Buffer]);
    const end = head.indexOf(SEPARATOR);
    if (end < 0) continue;
    begun = true;
    const { statusCode, headers, cookies } = JSON.parse(head.subarray(0, end).toString());
    outgoing.writeHead(statusCode, cookies.length > 0 ? { ...headers, 'set-cookie': cookies } : headers);
    outgoing.write(head.subarray(end + SEPARATOR.length));
  }
  outgoing.end();
}
