import { type Demo, EDITOR } from './demo.js';

/** What a role is given: an action, and the content type it is about. */
export interface Permission {
  readonly action: string;
  readonly subject?: string;
  /** Of localised content types. */
  readonly locales?: readonly string[];
}

export interface LogIn {
  readonly email: string;
  readonly password: string;
}

/** Calls Strapi's admin API and answers what came, whatever the status. */
export async function callStrapi(
  demo: Pick<Demo, 'cms'>,
  path: string,
  token: string | null,
  method = 'GET',
  body?: unknown,
): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const response = await fetch(`${demo.cms}${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? {} : JSON.parse(text) };
}

/** The same for calls that must succeed. */
export async function call(...args: Parameters<typeof callStrapi>): Promise<Record<string, unknown>> {
  const { status, json } = await callStrapi(...args);
  if (status >= 400)
    throw new Error(`${args[3] ?? 'GET'} ${args[1]} answered ${status}: ${JSON.stringify(json)}`);
  return json;
}

/** Strapi lets somebody sign in five times in five minutes: one token does for a whole test. */
export async function tokenOf(demo: Pick<Demo, 'cms'>, logIn: LogIn = EDITOR): Promise<string> {
  const { data } = await call(demo, '/admin/login', null, 'POST', logIn);
  return (data as { token: string }).token;
}

/** All fields of each content type, as Strapi wants them named in a permission. */
async function fieldsBySubject(
  demo: Pick<Demo, 'cms'>,
  token: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  interface Subject {
    readonly uid: string;
    readonly properties: readonly {
      readonly value: string;
      readonly children: readonly { readonly value: string }[];
    }[];
  }
  const { data } = await call(demo, '/admin/permissions', token);
  const { subjects } = (data as { sections: { collectionTypes: { subjects: readonly Subject[] } } }).sections
    .collectionTypes;
  return Object.fromEntries(
    subjects.map(({ uid, properties }) => [
      uid,
      properties
        .filter(({ value }) => value === 'fields')
        .flatMap(({ children }) => children.map(({ value }) => value)),
    ]),
  );
}

/** Makes a role with just these permissions and a user who has it. `token`: of a super admin. */
export async function newUser(
  demo: Pick<Demo, 'cms'>,
  token: string,
  name: string,
  permissions: readonly Permission[],
): Promise<LogIn> {
  const made = async (path: string, body: unknown) =>
    (await call(demo, path, token, 'POST', body)).data as { id: number };
  const fields = await fieldsBySubject(demo, token);
  const role = await made('/admin/roles', { name, description: 'Made by a test' });
  await call(demo, `/admin/roles/${role.id}/permissions`, token, 'PUT', {
    permissions: permissions.map(({ action, subject = null, locales }) => ({
      action,
      subject,
      properties: {
        ...(locales ? { locales } : {}),
        ...(/\.(create|read|update)$/.test(action) && fields[subject ?? '']
          ? { fields: fields[subject ?? ''] }
          : {}),
      },
      conditions: [],
    })),
  });
  const logIn = {
    email: `${name.toLowerCase().replace(/\W+/g, '-')}@test.tessera.test`,
    password: 'Tessera-test-1',
  };
  const user = await made('/admin/users', {
    email: logIn.email,
    firstname: name,
    lastname: 'Test',
    roles: [role.id],
  });
  await call(demo, `/admin/users/${user.id}`, token, 'PUT', { password: logIn.password, isActive: true });
  return logIn;
}
