import { edgeGridSignature, sigV4Signature } from './signatures.suite.js';

// The fakes check signatures by these; here they are checked by the vendors' published vectors.

const HOST = 'https://akaa-baseurl-xxxxxxxxxxx-xxxxxxxxxxxxx.luna.akamaiapis.net';
const UNSIGNED =
  'EG1-HMAC-SHA256 client_token=akab-client-token-xxx-xxxxxxxxxxxxxxxx;access_token=akab-access-token-xxx-xxxxxxxxxxxxxxxx;timestamp=20140321T19:34:21+0000;nonce=nonce-xx-xxxx-xxxx-xxxx-xxxxxxxxxxxx;';

// From the tests of Akamai's signing library.
it.each([
  ['GET', '/', '', 'tL+y4hxyHxgWVD30X3pWnGKHcPzmrIF+LThiAOhMxYU='],
  ['GET', '/testapi/v1/t1?p1=1&p2=2', '', 'hKDH1UlnQySSHjvIcZpDMbQHihTQ0XyVAKZaApabdeA='],
  [
    'POST',
    '/testapi/v1/t3',
    'datadatadatadatadatadatadatadata',
    'hXm4iCxtpN22m4cbZb4lVLW5rhX8Ca82vCFqXzSTPe4=',
  ],
])('EdgeGrid: %s %s', (method, path, body, expected) => {
  const secret = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=';
  expect(edgeGridSignature({ method, url: `${HOST}${path}`, body }, UNSIGNED, secret)).toBe(expected);
});

// get-vanilla and post-vanilla of AWS's test suite of Signature Version 4.
it.each([
  ['GET', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['POST', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
])('Signature Version 4: %s /', (method, expected) => {
  const date = '20150830T123600Z';
  const signature = sigV4Signature(
    { method, url: 'https://example.amazonaws.com/', body: '' },
    { host: 'example.amazonaws.com', 'x-amz-date': date },
    { scope: '20150830/us-east-1/service/aws4_request', signedHeaders: 'host;x-amz-date', date },
    'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  );
  expect(signature).toBe(expected);
});
