import { type Answer, type Call, type FakeCdn, hasOneOf, type Kept, startFakeCdn } from './fake-cdn.suite.js';
import { sigV4Of, sigV4Signature } from './signatures.suite.js';

export const DISTRIBUTION = 'EDFDVBD632BHDS5';
export const KEY = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'aws-secret-wJalrXUtnFEMI+K7MDENG+bPxRfiCY',
  sessionToken: 'aws-session-FwoGZXIvYXdzEBYaD',
};
const MOST_WILDCARDS = 15;

export interface FakeCloudFront extends FakeCdn {
  /** Invalidations that were started. */
  readonly invalidations: readonly string[][];
  /** Lets those that are under way end. */
  complete(): void;
}

/** As in the API reference of CreateInvalidation; `hasTags`: the distribution has `CacheTagConfig`. */
export async function startFakeCloudFront({ hasTags }: { hasTags: boolean }): Promise<FakeCloudFront> {
  const invalidations: string[][] = [];
  const byReference = new Map<string, string>();
  let wildcards = 0;

  const answer = (call: Call, cdn: FakeCdn): Answer => {
    const { method, path, headers, body } = call;
    if (!isSigned(call)) {
      // The real one repeats what it got, too.
      return failure(403, 'SignatureDoesNotMatch', `The canonical string was ${JSON.stringify(headers)}`);
    }
    if (method !== 'POST') return failure(405, 'MethodNotAllowed', '');
    if (path !== `/2020-05-31/distribution/${DISTRIBUTION}/invalidation`) {
      return failure(404, 'NoSuchDistribution', 'The specified distribution does not exist.');
    }
    const items = [...body.matchAll(/<Path>([^<]*)<\/Path>/g)].map(([, item = '']) =>
      item.replace(/&amp;/g, '&'),
    );
    const reference = /<CallerReference>([^<]+)<\/CallerReference>/.exec(body)?.[1];
    if (!body.includes('xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"') || !reference) {
      return failure(400, 'InvalidArgument', '');
    }
    if (!body.includes(`<Quantity>${items.length}</Quantity>`))
      return failure(400, 'InconsistentQuantities', '');
    if (items.some((item) => !/^[/#]/.test(item) || /\*./.test(item)))
      return failure(400, 'InvalidArgument', '');
    const known = byReference.get(reference);
    if (known !== undefined) {
      return known === items.join() ? created(reference) : failure(400, 'InvalidationBatchAlreadyExists', '');
    }
    const more = items.filter((item) => item.endsWith('*')).length;
    if (wildcards + more > MOST_WILDCARDS) return failure(400, 'TooManyInvalidationsInProgress', '');
    wildcards += more;
    byReference.set(reference, items.join());
    invalidations.push(items);
    cdn.drop((kept) => items.some((item) => fits(item, kept, hasTags)));
    return created(reference);
  };
  const cdn = await startFakeCdn(answer);
  return Object.assign(cdn, {
    invalidations,
    complete: () => {
      wildcards = 0;
    },
  });
}

function fits(item: string, kept: Kept, hasTags: boolean): boolean {
  if (item.startsWith('#')) return hasTags && hasOneOf([item.slice(1)])(kept);
  const { pathname, search } = new URL(kept.url);
  const path = `${pathname}${search}`;
  return item.endsWith('*') ? path.startsWith(item.slice(0, -1)) : path === item;
}

function isSigned({ method, path, headers, body }: Call): boolean {
  const date = String(headers['x-amz-date']);
  const found = sigV4Of(headers.authorization ?? '', date);
  if (!found || found.accessKeyId !== KEY.accessKeyId) return false;
  const isWhole = ['host', 'x-amz-date', 'x-amz-security-token'].every((name) =>
    found.signedHeaders.includes(name),
  );
  const url = `http://${headers.host}${path}`;
  return (
    isWhole &&
    found.scope === `${date.slice(0, 8)}/us-east-1/cloudfront/aws4_request` &&
    headers['x-amz-security-token'] === KEY.sessionToken &&
    found.signature === sigV4Signature({ method, url, body }, headers, found, KEY.secretAccessKey)
  );
}

const created = (reference: string): Answer => ({
  status: 201,
  body: `<?xml version="1.0"?><Invalidation><Id>IDFDVBD632BHDS5</Id><Status>InProgress</Status><InvalidationBatch><CallerReference>${reference}</CallerReference></InvalidationBatch></Invalidation>`,
});

const failure = (status: number, code: string, message: string): Answer => ({
  status,
  body: `<?xml version="1.0"?><ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>410c2a4b</RequestId></ErrorResponse>`,
});
