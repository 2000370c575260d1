import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

type Value = { value: string; multiValue?: { value: string }[] };
export type Fields = Record<string, Value>;
type CloudFrontRequest = {
  method: string;
  uri: string;
  querystring: Fields;
  headers: Fields;
  cookies: Fields;
};
export type Result = CloudFrontRequest & { statusCode?: number };

export const source = readFileSync(join(__dirname, '../viewer-request.js'), 'utf8');
export const fields = (plain: Record<string, string>): Fields =>
  Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }]));

/** As CloudFront describes the event of a viewer request (version 1.0). */
export function run(
  uri: string,
  { method = 'GET', headers = {}, cookies = {}, querystring = {} as Fields, personal = [] as string[] } = {},
): Result {
  const code = source.replace('PERSONAL_SLOTS = []', `PERSONAL_SLOTS = ${JSON.stringify(personal)}`);
  const context = createContext({});
  runInContext(code, context);
  const event = {
    version: '1.0',
    context: {
      distributionDomainName: 'd111111abcdef8.cloudfront.net',
      distributionId: 'EDFDVBD6EXAMPLE',
      eventType: 'viewer-request',
      requestId: 'EXAMPLEntjQpEXAMPLE_SG5Z-EXAMPLEPmPfEXAMPLEu3EqEXAMPLE==',
    },
    viewer: { ip: '198.51.100.11' },
    request: {
      method,
      uri,
      querystring,
      headers: fields({ host: 'shop.example', ...headers }),
      cookies: fields(cookies),
    },
  };
  const result = runInContext('handler', context)(structuredClone(event));
  return JSON.parse(JSON.stringify(result)) as Result;
}
