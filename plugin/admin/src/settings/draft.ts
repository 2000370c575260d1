import {
  type GivenServer,
  isToken,
  type ServerSetting,
  type SettingsAnswer,
  serverUrl,
} from '../../../contracts/settings';

/** One server while it is being edited. */
export interface ServerDraft {
  /** For React: stays while the address changes. */
  readonly id: number;
  readonly url: string;
  /** What has been typed; empty: the stored one stays. */
  readonly token: string;
  /** What is stored; null for a new one. */
  readonly saved: ServerSetting | null;
}

/** What is wrong with a server's fields, as the ends of text ids. */
export interface DraftErrors {
  readonly url?: 'url' | 'twice';
  readonly token?: 'token';
}

/** Only what the settings page has stored can be edited there. */
export const draftsOf = ({ source, servers }: SettingsAnswer): readonly ServerDraft[] =>
  source === 'stored' ? servers.map((saved, id) => ({ id, url: saved.url, token: '', saved })) : [];

export const newDraft = (drafts: readonly ServerDraft[]): ServerDraft => ({
  id: Math.max(-1, ...drafts.map(({ id }) => id)) + 1,
  url: '',
  token: '',
  saved: null,
});

export function errorsOf(draft: ServerDraft, drafts: readonly ServerDraft[]): DraftErrors {
  const url = serverUrl(draft.url.trim());
  const twice = drafts.some((other) => other.id < draft.id && serverUrl(other.url.trim()) === url);
  return {
    ...(url === null ? { url: 'url' } : twice ? { url: 'twice' } : {}),
    ...(isToken(draft.token) ? {} : { token: 'token' }),
  };
}

/** How it stands with the token if this were saved now. A stored one does not follow to another address. */
export function tokenState({ url, token, saved }: ServerDraft): 'typed' | 'kept' | 'lost' | 'left' | 'none' {
  if (token !== '') return 'typed';
  if (saved === null || saved.token === 'none') return 'none';
  if (saved.token === 'lost') return 'lost';
  return serverUrl(url.trim()) === saved.url ? 'kept' : 'left';
}

/** What is sent; without a token the stored one stays. */
export const givenOf = ({ url, token }: ServerDraft): GivenServer => ({
  url: url.trim(),
  ...(token === '' ? {} : { token }),
});

/** Whether saving would change anything. */
export function isChanged(drafts: readonly ServerDraft[], answer: SettingsAnswer): boolean {
  const before = draftsOf(answer);
  return (
    drafts.length !== before.length ||
    drafts.some(({ id, url, token }, index) => {
      const was = before[index];
      return token !== '' || was?.id !== id || was.url !== url;
    })
  );
}
