import { type Can, RIGHTS, type Right } from '../../contracts/permissions';

/** What Strapi keeps of the signed-in administrator beside a request, as far as we read it. */
export interface AdminState {
  readonly userAbility?: { can(action: string, subject?: string): boolean };
  readonly user?: {
    readonly id: number;
    readonly firstname?: string | null;
    readonly lastname?: string | null;
  };
}

/** Asks what the signed-in administrator may do; null if nobody is signed in. */
export const canOf = ({ userAbility }: AdminState): Can | null =>
  userAbility ? (action, subject) => userAbility.can(action, subject) : null;

export const hasRight = (state: AdminState, right: Right): boolean => {
  const can = canOf(state);
  return can !== null && RIGHTS[right](can);
};

/** What the bootstrap registers with Strapi. A permission in the plugins section must not have a category. */
export const ACTIONS = [
  {
    section: 'plugins',
    displayName: 'See the Tessera pages and live figures',
    uid: 'read',
    pluginName: 'tessera',
  },
  {
    section: 'plugins',
    displayName: 'Preview the site as a segment, with drafts',
    uid: 'preview',
    pluginName: 'tessera',
  },
  { section: 'plugins', displayName: 'Change servers and tokens', uid: 'settings', pluginName: 'tessera' },
] as const;
