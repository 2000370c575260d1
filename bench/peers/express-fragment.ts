// The other yardstick: an idiomatic Express 5 route. PEER_ANSWER is JSON.
import express from 'express';

const { headers, body } = JSON.parse(process.env.PEER_ANSWER ?? '{}') as {
  headers: Record<string, string>;
  body: string;
};
const app = express();
app.get('/tessera/fragments/:slot/:variant', (_req, res) => {
  res.set(headers);
  res.send(body);
});
app.listen(Number(process.env.PEER_PORT), '127.0.0.1');
