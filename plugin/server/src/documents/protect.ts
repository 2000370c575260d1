import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Kind } from '../../../contracts/ids';
import {
  LOSING_ACTIONS,
  type LosingAction,
  type LostUse,
  TOLD_PARAM,
  type ToldAnswer,
} from '../../../contracts/usage';
import type { UsageService } from '../usage/service';
import type { DocumentContext } from './context';

/** What we read of the request a change comes with. */
interface Door {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly request?: { readonly body?: unknown };
  readonly state?: { readonly route?: { readonly info?: { readonly pluginName?: string } } };
}

/** One answer per request: a bulk action asks for each of its documents at once, before the first one goes. */
const answers = new WeakMap<object, Promise<ToldAnswer>>();

/**
 * Refuses to delete or unpublish what others name, unless the request says that it was told exactly who they
 * are: if the list has changed since, it is told again. Only for requests: a program that uses Strapi's
 * documents (a seed, a migration) knows what it does, and so do this plugin's own routes.
 */
export async function refuseIfInUse(
  strapi: Core.Strapi,
  kind: Kind,
  context: DocumentContext,
): Promise<void> {
  const action = LOSING_ACTIONS.find((one) => one === context.action);
  const door = strapi.requestContext.get() as Door | undefined;
  if (!action || !door || door.state?.route?.info?.pluginName === 'tessera') return;

  const asked = answers.get(door) ?? ask(strapi, { kind, action, door, context });
  answers.set(door, asked);
  const { uses, told } = await asked;
  if (uses.length === 0 || door.query?.[TOLD_PARAM] === told) return;
  throw new errors.ApplicationError(refusalText(uses), { uses: uses.slice(0, MOST_LISTED), told });
}

interface Asked {
  readonly kind: Kind;
  readonly action: LosingAction;
  readonly door: Door;
  readonly context: DocumentContext;
}

function ask(strapi: Core.Strapi, { kind, action, door, context }: Asked): Promise<ToldAnswer> {
  const usage: UsageService = strapi.plugin('tessera').service('usage');
  const { documentId = '', locale } = context.params;
  const { documentIds } = (door.request?.body ?? {}) as { documentIds?: unknown };
  const group = Array.isArray(documentIds) ? documentIds.filter((one) => typeof one === 'string') : [];
  return usage.told({
    kind,
    action,
    documentIds: group.includes(documentId) ? group : [documentId],
    // Several at once: more is told than is lost, never less.
    locale: typeof locale === 'string' ? locale : locale && locale.length > 1 ? '*' : (locale?.[0] ?? null),
  });
}

/** So many users are named in the refusal; the Content Manager's dialog lists them all. */
const MOST_LISTED = 5;

function refusalText(uses: readonly LostUse[]): string {
  const listed = uses
    .slice(0, MOST_LISTED)
    .map(({ lost, by }) => `${by.kind} "${by.name}" names "${lost.name}" (${by.field})`);
  const more = uses.length - listed.length;
  return `Still in use: ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}. What names something that is not published is shown to nobody.`;
}
