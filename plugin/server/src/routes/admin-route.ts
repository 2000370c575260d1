import type { Right } from '../../../contracts/permissions';

/** A route of the admin panel, behind a right. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly handler: string;
  readonly config: { readonly policies: readonly unknown[] };
}

/** Strapi puts the plugin's name (and /api) before these. */
export const within = (path: string): string => path.replace(/^(\/api)?\/tessera/, '');

/**
 * A route that only a signed-in administrator with `right` may call. `path` begins with `/tessera/`; `handler`
 * is `controller.action`. A right that depends on the request is checked again by its controller.
 */
export const adminRoute = (
  method: AdminRoute['method'],
  path: string,
  handler: string,
  right: Right,
): AdminRoute => ({
  method,
  path: within(path),
  handler,
  config: {
    policies: ['admin::isAuthenticatedAdmin', { name: 'plugin::tessera.may', config: { right } }],
  },
});
