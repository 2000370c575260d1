import type { IncomingMessage } from 'node:http';
import { type Context, readContext } from '@tessera/model';

const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** What a request alone says about a visitor: client hints and the preferred language. */
export function contextOfRequest(req: IncomingMessage): Context {
  const mobile = header(req, 'sec-ch-ua-mobile');
  return readContext({
    device: { type: mobile === '?1' ? 'mobile' : mobile === '?0' ? 'desktop' : undefined },
    network: {
      type: header(req, 'ect'),
      downlink: Number(header(req, 'downlink') ?? Number.NaN),
      save_data: header(req, 'save-data')?.toLowerCase() === 'on' ? true : undefined,
    },
    locale: header(req, 'accept-language')?.split(/[,;]/, 1)[0]?.trim() || undefined,
    referrer: header(req, 'referer'),
  });
}
