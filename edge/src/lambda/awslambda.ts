import type { Writable } from 'node:stream';

/** What a function with response streaming writes to. */
export type ResponseStream = Writable;

type StreamedHead = { statusCode: number; headers: Record<string, string>; cookies: string[] };

/** The object `awslambda` that Lambda's Node runtime gives to functions, as far as it is needed. */
export type AwsLambda = {
  HttpResponseStream: { from(stream: ResponseStream, head: StreamedHead): Writable };
};

export function streamedHead(status: number, headers: Headers): StreamedHead {
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (name !== 'set-cookie') plain[name] = value;
  });
  // Lambda chunks what it streams.
  delete plain['content-length'];
  return { statusCode: status, headers: plain, cookies: headers.getSetCookie() };
}
