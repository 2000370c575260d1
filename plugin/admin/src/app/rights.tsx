import { Page, useAuth } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { type Can, RIGHTS, type Right } from '../../../contracts/permissions';

/** What the signed-in administrator may do. Only hides: the server checks every route by itself. */
export function useCan(): Can {
  const permissions = useAuth('TesseraRights', (auth) => auth.permissions);
  return (action, subject) =>
    permissions.some((one) => one.action === action && (one.subject ?? undefined) === subject);
}

export function useRight(right: Right): boolean {
  return RIGHTS[right](useCan());
}

/** Shows Strapi's own "no permissions" in place of a page that asks for more. */
export function WithRight({ right, children }: { right: Right; children: ReactNode }) {
  return useRight(right) ? children : <Page.NoPermissions />;
}
