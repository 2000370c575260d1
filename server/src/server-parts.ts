import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Drafts } from './catalog/drafts.js';
import type { CatalogKeeper } from './catalog/keeper.js';
import type { CollectParts } from './collect/beacon-handler.js';
import type { SeenNames } from './collect/dialects/seen-names.js';
import type { Asset } from './deliver/assets.js';
import type { PurgeQueue } from './deliver/purge/purge-queue.js';
import type { LiveFigures } from './operate/live/live-figures.js';
import type { Previews } from './preview/previews.js';
import type { ProfileStore } from './profiles/profile-store.js';

/** What the handlers are made from; put together in main.ts. */
export interface ServerParts extends CollectParts {
  readonly keeper: CatalogKeeper;
  readonly drafts: Drafts;
  /** Null without TESSERA_PAGES or without an admin token. */
  readonly previews: Previews | null;
  readonly store: ProfileStore;
  readonly seenNames: SeenNames;
  readonly purges: readonly PurgeQueue[];
  readonly live: LiveFigures;
  readonly assets: readonly Asset[];
  /** Throws a Problem unless the request carries the admin token. */
  readonly checkBearer: (req: IncomingMessage) => void;
  readonly log: Logger;
  readonly version: string;
  readonly state: { stopping: boolean };
}
