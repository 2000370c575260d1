import { finished } from 'node:stream/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Edge } from '../handler/edge.js';
import type { EdgeAnswer } from '../handler/exchange.js';
import type { EdgeOptions } from '../handler/options.js';
import { problemPage } from '../handler/problem-page.js';
import { type SiteSettings, siteOf } from '../handler/site.js';
import { httpFetch } from '../node/http-fetch.js';
import { write } from '../node/respond.js';
import { type AwsLambda, type ResponseStream, streamedHead } from './awslambda.js';
import { requestOf, type Trust } from './event.js';

export type { AwsLambda, ResponseStream } from './awslambda.js';

export type LambdaHandler = (event: APIGatewayProxyEventV2, stream: ResponseStream) => Promise<void>;

export type LambdaOptions = Partial<EdgeOptions> & {
  /** What of the request a CDN in front says, not the visitor. Default: nothing. */
  trust?: Trust;
};

/**
 * The edge as an AWS Lambda function behind a function URL with response streaming (`InvokeMode:
 * RESPONSE_STREAM`): `export const handler = awslambda.streamifyResponse(createHandler(awslambda, process.env))`.
 * `settings`: `TESSERA_ORIGIN`, `TESSERA_FRAGMENTS`, `TESSERA_PURGE_TOKEN`, and `TESSERA_TRUST=cloudfront` where
 * nobody but CloudFront can call the function.
 */
export function createHandler(
  awslambda: AwsLambda,
  settings: SiteSettings,
  { trust = trustOf(settings), ...options }: LambdaOptions = {},
): LambdaHandler {
  // Outside the handler: wrong settings end the start of the function, with the reason in its log.
  const edge = new Edge({ fetch: httpFetch().fetch, sendsHost: true, ...siteOf(settings), ...options });
  return async (event, stream) => {
    const afterwards: Promise<unknown>[] = [];
    const request = requestOf(event, trust);
    const answer: EdgeAnswer = request
      ? await edge.handle(request, {
          waitUntil: (work) => afterwards.push(work),
          clientAddress: request.clientAddress,
          geo: request.geo,
        })
      : problemPage(400, 'The address or the Host header can’t be read.');
    await write(answer, event.headers['accept-encoding'], (status, headers) =>
      awslambda.HttpResponseStream.from(stream, streamedHead(status, headers)),
    );
    await finished(stream).catch(() => {});
    // Lambda stops the process as soon as this resolves; the visitor has the answer already.
    await Promise.allSettled(afterwards);
  };
}

function trustOf({ TESSERA_TRUST: value }: SiteSettings): Trust {
  if (value === undefined || value === '') return 'nobody';
  if (value === 'cloudfront') return 'cloudfront';
  throw new RangeError(`TESSERA_TRUST is ${JSON.stringify(value)}; allowed: cloudfront, or nothing`);
}
