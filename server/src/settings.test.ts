import { readSettings, SettingError, VARIABLES } from './settings.js';

const good = { TESSERA_CATALOG: 'catalog.json' };
const SERVICE = 'SU1Z0isxPaozGVKXdv0eY';
const ZONE = '023e105f4ecef8ad9ca31a8372d0c353';
const purging = {
  ...good,
  TESSERA_PURGE: `varnish:http://cache:80, fastly:${SERVICE}/soft,cloudflare:${ZONE},akamai:staging/invalidate,cloudfront:EDFDVBD632BHDS5/tags`,
  TESSERA_PURGE_TOKEN: 'secret-edge',
  FASTLY_API_TOKEN: 'secret-fastly',
  CLOUDFLARE_API_TOKEN: 'secret-cloudflare',
  AKAMAI_HOST: 'akab-x.luna.akamaiapis.net',
  AKAMAI_CLIENT_TOKEN: 'secret-client',
  AKAMAI_CLIENT_SECRET: 'secret-secret',
  AKAMAI_ACCESS_TOKEN: 'secret-access',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-aws',
  AWS_SESSION_TOKEN: 'secret-session',
};

it('has defaults for all but the catalog', () => {
  expect(readSettings(good)).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    origins: [],
    purge: [],
    adminToken: null,
    logLevel: 'info',
  });
});

it('a bare Strapi address stands for its catalog endpoint', () => {
  expect(String(readSettings({ TESSERA_CATALOG: 'http://cms:1337' }).catalog)).toBe(
    'http://cms:1337/api/tessera/catalog',
  );
  expect(String(readSettings({ TESSERA_CATALOG: 'https://cms/x?a=1' }).catalog)).toBe('https://cms/x?a=1');
});

it.each([
  ['TESSERA_CATALOG', '', 'not set'],
  ['TESSERA_CATALOG', 'ftp://x', '"ftp://x"'],
  ['TESSERA_PORT', '99999', '"99999"'],
  ['TESSERA_PORT', 'http', 'from 0 to 65535'],
  ['TESSERA_CATALOG_POLL', '0', 'from 1 to 86400'],
  ['TESSERA_STORE', 'redis://x', 'embedded:DIR'],
  ['TESSERA_STREAM', 'kafka://x', 'must be direct'],
  ['TESSERA_ORIGINS', 'https://a.example/path', 'origins such as'],
  ['TESSERA_PURGE', 'bunny:abc', 'edge:URL, varnish:URL, fastly:SERVICE_ID'],
  ['TESSERA_PURGE', 'fastly:a b', 'fastly:SERVICE_ID/soft'],
  ['TESSERA_PURGE', `fastly:${SERVICE}/hard`, 'fastly:SERVICE_ID/soft'],
  ['TESSERA_PURGE', 'cloudflare:shop.example', 'cloudflare:ZONE_ID'],
  ['TESSERA_PURGE', 'akamai:test', 'akamai:production, akamai:staging'],
  ['TESSERA_PURGE', 'cloudfront:d111.cloudfront.net', 'cloudfront:DISTRIBUTION_ID'],
  ['TESSERA_PURGE', 'cloudfront:EDFDVBD632BHDS5/soft', 'cloudfront:DISTRIBUTION_ID/tags'],
  ['TESSERA_PURGE', 'edge:ftp://edge', 'edge:URL'],
  ['TESSERA_COOKIE_DOMAIN', 'a b', 'a domain such as'],
  ['TESSERA_LOG', 'loud', 'one of fatal, error'],
])('%s=%s stops the start with one line that says so', (name, value, says) => {
  const read = () => readSettings({ ...good, [name]: value });
  expect(read).toThrow(SettingError);
  expect(read).toThrow(new RegExp(`^${name} is .*; it must be `));
  expect(read).toThrow(says);
});

it('knows whom to purge, and by which secrets', () => {
  expect(readSettings(purging).purge).toEqual([
    { kind: 'varnish', url: new URL('http://cache:80'), token: 'secret-edge' },
    { kind: 'fastly', service: SERVICE, soft: true, token: 'secret-fastly' },
    { kind: 'cloudflare', zone: ZONE, token: 'secret-cloudflare' },
    {
      kind: 'akamai',
      network: 'staging',
      method: 'invalidate',
      host: 'akab-x.luna.akamaiapis.net',
      clientToken: 'secret-client',
      clientSecret: 'secret-secret',
      accessToken: 'secret-access',
    },
    {
      kind: 'cloudfront',
      distribution: 'EDFDVBD632BHDS5',
      by: 'tags',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'secret-aws',
      sessionToken: 'secret-session',
    },
  ]);
});

it('drops at once and by paths unless it is told otherwise', () => {
  const plain = `edge:https://edge.example,fastly:${SERVICE},akamai:production,cloudfront:EDFDVBD632BHDS5`;
  const env = { ...purging, TESSERA_PURGE: plain, TESSERA_PURGE_TOKEN: '', AWS_SESSION_TOKEN: '' };
  expect(readSettings(env).purge).toMatchObject([
    { kind: 'edge', token: null },
    { soft: false },
    { network: 'production', method: 'delete' },
    { by: 'paths', sessionToken: null },
  ]);
});

it.each([
  ['FASTLY_API_TOKEN', `an API token of Fastly, because TESSERA_PURGE names fastly:${SERVICE}/soft`],
  ['CLOUDFLARE_API_TOKEN', 'an API token of Cloudflare'],
  ['AKAMAI_HOST', 'a host such as akab-xxxx.luna.akamaiapis.net'],
  ['AKAMAI_CLIENT_TOKEN', 'the client token'],
  ['AKAMAI_CLIENT_SECRET', 'the client secret'],
  ['AKAMAI_ACCESS_TOKEN', 'the access token'],
  ['AWS_ACCESS_KEY_ID', 'an access key of AWS'],
  ['AWS_SECRET_ACCESS_KEY', 'the secret of an access key'],
])('%s is required where it is needed, and nowhere else', (name, says) => {
  const missing = { ...purging, [name]: undefined };
  expect(() => readSettings(missing)).toThrow(`${name} is not set; it must be ${says}`);
  expect(readSettings({ ...missing, TESSERA_PURGE: 'edge:http://edge' }).purge).toHaveLength(1);
});

it.each([
  'TESSERA_PURGE_TOKEN',
  'FASTLY_API_TOKEN',
  'CLOUDFLARE_API_TOKEN',
  'AKAMAI_CLIENT_TOKEN',
  'AKAMAI_CLIENT_SECRET',
  'AKAMAI_ACCESS_TOKEN',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
])('a value of %s that no header can hold stops the start, and is not shown', (name) => {
  const read = () => readSettings({ ...purging, [name]: 'hush\nhush' });
  expect(read).toThrow(SettingError);
  expect(read).toThrow(new RegExp(`^${name} is \\(not shown\\); it must be .* visible ASCII`));
  expect(read).not.toThrow('hush');
});

it('shows no password in an address to purge', () => {
  const read = () => readSettings({ ...good, TESSERA_PURGE: 'edge:http://me:hush@edge' });
  expect(read).toThrow('TESSERA_PURGE is (not shown); it must be');
  expect(read).not.toThrow('hush');
});

it('names every variable it reads in the help', () => {
  const named = new Set(VARIABLES.map(([name]) => name));
  const read = new Set<string>();
  const get = (env: Record<string, string>, name: string) => {
    read.add(name);
    return env[name];
  };
  readSettings(new Proxy<Record<string, string>>(purging, { get }));
  expect(read).toEqual(named);
});
