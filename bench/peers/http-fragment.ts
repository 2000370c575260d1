// The yardstick for fragments: bare node:http sending the same bytes and headers. PEER_ANSWER is JSON.
import { createServer } from 'node:http';

const { headers, body } = JSON.parse(process.env.PEER_ANSWER ?? '{}') as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body);
createServer((_req, res) => {
  res.writeHead(200, headers);
  res.end(bytes);
}).listen(Number(process.env.PEER_PORT), '127.0.0.1');
