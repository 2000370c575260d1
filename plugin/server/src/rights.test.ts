import { KINDS, UID } from '../../contracts/ids';
import { CONTENT, PERMISSIONS, RIGHTS, type Right } from '../../contracts/permissions';
import { QUESTIONS, type Question } from '../../contracts/questions';
import { newAppFolder, type Permission, startStrapi, type TestStrapi } from '../../test/strapi';

/*
 * Who may call which route of the admin panel: every route Strapi has registered for us has a line here, and
 * every line is tried as each of the people below, over HTTP.
 */

/** Below `/tessera/`; `:…` is filled in with something that is not there. */
const ROUTES: Readonly<Record<string, Right>> = {
  'GET status': 'read',
  'GET definitions': 'pick',
  'POST ask/:question': 'any',
  'GET usage': 'pick',
  'POST usage/told': 'any',
  'GET changes': 'read',
  'GET scenarios': 'read',
  'POST scenarios': 'editSegments',
  'POST scenarios/run': 'read',
  'PUT scenarios/:id': 'editSegments',
  'DELETE scenarios/:id': 'editSegments',
  'GET priorities': 'readVariants',
  'PUT priorities': 'editVariants',
  'POST preview': 'preview',
  'GET transfer/export': 'export',
  'POST transfer/plan': 'import',
  'POST transfer/apply': 'import',
  'GET transfer/apply': 'import',
  'GET settings': 'settings',
  'PUT settings': 'settings',
  'POST settings/test': 'settings',
  'GET settings/purges': 'settings',
};

/** What a fragment server may be asked, all through `POST ask/:question`. */
const ASKED: Readonly<Record<Question, Right>> = {
  audience: 'readSegments',
  history: 'readSegments',
  values: 'editSegments',
  variants: 'readVariants',
  'other-tags': 'read',
  visitors: 'read',
  check: 'readVariants',
  estimate: 'editSegments',
  'signal-estimate': 'editSegments',
  simulate: 'read',
};

const may = (
  kinds: readonly (keyof typeof UID)[],
  ...actions: readonly (keyof typeof CONTENT)[]
): Permission[] =>
  kinds.flatMap((kind) => actions.map((action) => ({ action: CONTENT[action], subject: UID[kind] })));
const ALL = KINDS;

const PEOPLE = {
  stranger: [],
  reader: [{ action: PERMISSIONS.read }],
  previewer: [{ action: PERMISSIONS.preview }],
  operator: [{ action: PERMISSIONS.settings }],
  'mapping editor': may(['mapping'], 'read', 'create', 'update', 'publish'),
  'segment reader': may(['segment'], 'read'),
  'segment editor': may(['segment'], 'read', 'create', 'update'),
  'variant reader': may(['variant'], 'read'),
  'variant editor': may(['variant'], 'read', 'create', 'update'),
  'variant publisher': may(['variant'], 'read', 'create', 'update', 'publish'),
  'reader of all': may(ALL, 'read'),
  'publisher of all': may(ALL, 'read', 'create', 'update', 'publish'),
} satisfies Record<string, readonly Permission[]>;
type Person = keyof typeof PEOPLE;

const VARIANT_EDITORS: readonly Person[] = ['variant editor', 'variant publisher', 'publisher of all'];
const SEGMENT_EDITORS: readonly Person[] = ['segment editor', 'publisher of all'];

/** Whom each right lets in, beside super admins. */
const LETS_IN: Readonly<Record<Right, readonly Person[]>> = {
  any: Object.keys(PEOPLE).filter((person) => person !== 'stranger') as Person[],
  read: ['reader'],
  preview: ['previewer'],
  settings: ['operator'],
  pick: ['reader', 'mapping editor', ...new Set([...SEGMENT_EDITORS, ...VARIANT_EDITORS])],
  readSegments: ['reader', 'segment reader', 'reader of all', ...SEGMENT_EDITORS],
  readVariants: ['reader', 'variant reader', 'reader of all', ...VARIANT_EDITORS],
  editSegments: SEGMENT_EDITORS,
  editVariants: VARIANT_EDITORS,
  publishVariants: ['variant publisher', 'publisher of all'],
  export: ['reader of all', 'publisher of all'],
  import: ['publisher of all'],
};

const app = newAppFolder();
let cms: TestStrapi;
const tokens = new Map<Person | 'super', string>();

beforeAll(async () => {
  cms = await startStrapi(app.folder);
  for (const [person, permissions] of Object.entries(PEOPLE) as [Person, readonly Permission[]][]) {
    tokens.set(person, await cms.signInWith(person.replaceAll(' ', '-'), permissions));
  }
  tokens.set('super', await cms.signIn('super'));
}, 120_000);
afterAll(async () => {
  await cms.stop();
  app.remove();
});

async function statusOf(route: string, token?: string): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const address = `/tessera/${path.replace(/:\w+/g, 'nothing')}`;
  const request = cms.http[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](address);
  if (token) request.set('Authorization', `Bearer ${token}`);
  return (await (method === 'GET' ? request : request.send({}))).status;
}

/** Who is let in, of everybody. */
async function letIn(route: string): Promise<string[]> {
  const people: string[] = [];
  for (const [person, token] of tokens) {
    const status = await statusOf(route, token);
    if (status === 401) throw new Error(`${person} is signed in, but was answered 401`);
    if (status !== 403) people.push(person);
  }
  return people.sort();
}

it('every route that Strapi has registered has a line, and the other way round', () => {
  const registered = cms.strapi.server
    .listRoutes()
    .filter(({ path }) => path.startsWith('/tessera/'))
    .flatMap(({ path, methods }) =>
      methods
        .filter((method: string) => method !== 'HEAD')
        .map((method: string) => `${method} ${path.slice('/tessera/'.length)}`),
    );
  expect(registered.sort()).toEqual(Object.keys(ROUTES).sort());
});

it('every right lets somebody in and keeps somebody out', () => {
  expect(Object.keys(LETS_IN).sort()).toEqual(Object.keys(RIGHTS).sort());
  for (const people of Object.values(LETS_IN)) {
    expect(people.length).toBeGreaterThan(0);
    expect(people).not.toContain('stranger');
  }
});

it.each(Object.entries(ROUTES))('%s asks for %s', async (route, right) => {
  expect(await statusOf(route)).toBe(401);
  const asks = route.endsWith(':question') ? 'POST ask/audience' : route;
  const expected = route.endsWith(':question') ? LETS_IN.readSegments : LETS_IN[right];
  expect(await letIn(asks)).toEqual([...expected, 'super'].sort());
});

it.each(Object.entries(ASKED))('asking for %s asks for %s', async (question, right) => {
  expect(QUESTIONS).toHaveProperty(question);
  expect(await letIn(`POST ask/${question}`)).toEqual([...LETS_IN[right], 'super'].sort());
});

it('a key of the content API opens none of them', async () => {
  const token = await cms.token('full-access');
  for (const route of Object.keys(ROUTES)) expect(await statusOf(route, token)).toBe(401);
});
