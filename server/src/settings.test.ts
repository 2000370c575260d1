import { readSettings, SettingError, VARIABLES } from './settings.js';

const good = { TESSERA_CATALOG: 'catalog.json' };

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
  ['TESSERA_PURGE', 'fastly:abc', 'edge:URL or varnish:URL'],
  ['TESSERA_COOKIE_DOMAIN', 'a b', 'a domain such as'],
  ['TESSERA_LOG', 'loud', 'one of fatal, error'],
])('%s=%s stops the start with one line that says so', (name, value, says) => {
  const read = () => readSettings({ ...good, [name]: value });
  expect(read).toThrow(SettingError);
  expect(read).toThrow(new RegExp(`^${name} is .*; it must be `));
  expect(read).toThrow(says);
});

it('names every variable it reads in the help', () => {
  const named = new Set(VARIABLES.map(([name]) => name));
  const read = new Set<string>();
  const get = (env: Record<string, string>, name: string) => {
    read.add(name);
    return env[name];
  };
  readSettings(new Proxy<Record<string, string>>(good, { get }));
  expect(read).toEqual(named);
});
