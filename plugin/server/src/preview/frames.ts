import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { serversOf } from '../settings/servers';
import { frameOrigins } from './browser-url';

const POLICY = 'Content-Security-Policy';

/**
 * Lets the admin panel show the fragment servers' previews in a frame, which Strapi's policy forbids. Done with each
 * page of the panel: servers can be changed while Strapi runs.
 */
export function allowFrames(strapi: Core.Strapi): void {
  strapi.server.use(async (ctx: Context, next: Next) => {
    await next();
    const policy = ctx.response.get(POLICY);
    if (!policy || !ctx.get('accept').includes('text/html') || !isPanel(strapi, ctx.path)) return;
    const origins = frameOrigins(await serversOf(strapi), process.env.TESSERA_PREVIEW_URL);
    if (origins.length > 0) ctx.set(POLICY, withFrames(policy, origins));
  });
}

function isPanel(strapi: Core.Strapi, path: string): boolean {
  const panel = String(strapi.config.get('admin.path', '/admin'));
  return path === panel || path.startsWith(`${panel}/`);
}

/** The policy with these origins allowed in frames. Without a `frame-src` what else counts for frames is kept. */
export function withFrames(policy: string, origins: readonly string[]): string {
  const directives = policy.split(';').map((one) => one.trim().split(/\s+/));
  const named = (name: string) => directives.find(([one]) => one?.toLowerCase() === name);
  const frames = named('frame-src');
  const fallback = named('child-src') ?? named('default-src');
  // Nothing forbids frames.
  if (!frames && !fallback) return policy;
  const [, ...kept] = frames ?? fallback ?? [];
  const allowed = [...new Set([...kept.filter((one) => one !== "'none'"), ...origins])];
  const rest = directives.filter((one) => one !== frames && one[0] !== '');
  return [...rest, ['frame-src', ...allowed]].map((one) => one.join(' ')).join(';');
}
