// The yardstick for beacons: node:http that reads the body, parses it and answers JSON of the same size.
import { createServer } from 'node:http';

const answer = process.env.PEER_ANSWER ?? '{}';
createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    if (req.method === 'POST') JSON.parse(Buffer.concat(chunks).toString('utf8'));
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) });
    res.end(answer);
  });
}).listen(Number(process.env.PEER_PORT), '127.0.0.1');
