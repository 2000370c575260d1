const TIMEOUT_MS = 10_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** Of what is logged and shown. */
const MAX_LENGTH = 200;

/** Refusals that may be over by themselves; all others below 500 mean a wrong token, zone or service. */
const PASSING = new Set([408, 409, 425, 429]);

/** A CDN refused, or did not answer. */
export class PurgeFailed extends Error {
  /** How long the CDN wants to be left alone, ms. */
  readonly retryAfterMs: number;
  /** Whether the same again will be refused again, until somebody changes a setting. */
  readonly lasting: boolean;

  constructor(message: string, { retryAfterMs = 0, lasting = false } = {}) {
    super(onOneLine(message));
    this.retryAfterMs = retryAfterMs;
    this.lasting = lasting;
  }
}

/** What of a refusal may be shown: never all of it, for it may repeat what was sent, secrets included. */
export type ReasonIn = (body: string) => { readonly reason?: string | undefined; readonly passing?: boolean };

/** Sends a request and gives the body of a good answer; throws a `PurgeFailed` for any other. */
export async function ask(request: Request, reasonIn: ReasonIn = () => ({})): Promise<string> {
  let response: Response;
  let body: string;
  try {
    // A redirection would carry the token to another address.
    response = await fetch(request, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    body = await response.text();
  } catch (error) {
    throw new PurgeFailed(whyUnreachable(error));
  }
  const { status, headers } = response;
  if (response.ok) return body;
  const { reason, passing = PASSING.has(status) } = reasonIn(body);
  throw new PurgeFailed(`it answered ${status}${reason ? `: ${reason}` : ''}`, {
    retryAfterMs: retryAfterMs(headers.get('retry-after')),
    lasting: status < 500 && !passing,
  });
}

/** The reason in a JSON body, if it has that form. */
export const jsonReason =
  (of: (json: Record<string, unknown>) => unknown): ReasonIn =>
  (body) => {
    try {
      const reason = of(JSON.parse(body));
      return typeof reason === 'string' ? { reason } : {};
    } catch {
      return {};
    }
  };

/** Seconds, or a date. */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, ms)) : 0;
}

function whyUnreachable(error: unknown): string {
  const { name, message, cause } = error as Partial<Error> & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `it did not answer within ${TIMEOUT_MS / 1_000} s`;
  return `it can't be reached: ${cause?.code ?? cause?.message ?? message ?? String(error)}`;
}

const onOneLine = (message: string): string => message.replace(/\s+/g, ' ').slice(0, MAX_LENGTH);
