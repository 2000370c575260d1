import type { IncomingMessage } from 'node:http';
import type { Context, JsonObject, NamesOf, Tag } from '@tessera/model';
import type { Target } from '../../http/exchange.js';

/** One thing that another tag says happened, in our words, not checked yet. */
export interface Told {
  /** What that tag calls the browser or app; null if it does not say. */
  readonly anonymous: string | null;
  /** What the site calls the person; null if nobody is signed in. */
  readonly user: string | null;
  /** What that tag calls the event; null where its kind of call says what it is. */
  readonly named: string | null;
  /** An event in our wire form (model.md), with `age` where the tag lets its clock be corrected. */
  readonly event: JsonObject;
  readonly context: Context | null;
}

/** What one request of another tag brings. */
export interface Telling {
  /** The key by which it is let in; null if it brings none. */
  readonly key: string | null;
  readonly told: readonly Told[];
  /** What could not be read, beside what could. */
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
  /** Names of events that a mapping leaves out, one for each event. */
  readonly leftOut: readonly string[];
}

/** How a request went. */
export interface Taken {
  readonly accepted: number;
  readonly rejected: Telling['rejected'];
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** A request of another tag. */
export interface Asking {
  readonly req: IncomingMessage;
  readonly target: Target;
  /** When it arrived, epoch ms. */
  readonly now: number;
  /** Where the client believes it speaks to: `https://shop.example`. */
  readonly origin: string;
  /** What this tag's events are here, by the catalog in force. */
  readonly names: NamesOf;
}

/** One address of another tag's wire format. */
export interface DialectRoute {
  readonly method: 'GET' | 'POST';
  /** Express's pattern below `/collect/{dialect}`. */
  readonly path: string;
  /** Throws a Problem if the request is none of this format. */
  read(asking: Asking): Promise<Telling>;
  /** What that tag's clients expect to hear. */
  reply(taken: Taken, asking: Asking): Reply;
}

/** The wire format of a tag that a site already has. Each lives in a folder of its own, registered in routes.ts. */
export interface Dialect {
  readonly name: Tag;
  readonly routes: readonly DialectRoute[];
  /** A refusal in that tag's words. */
  refusal(status: number, detail: string, asking: Asking): Reply;
}

export const jsonReply = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});
