import { startShop } from './shop.js';

const { SHOP_PORT = '4100', SHOP_HOST = '127.0.0.1', SHOP_EDGE_URL = 'http://127.0.0.1:8080' } = process.env;

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const port = Number(SHOP_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  fail(`SHOP_PORT is ${JSON.stringify(SHOP_PORT)}; it must be a port from 0 to 65535`);
}
if (!URL.canParse(SHOP_EDGE_URL)) {
  fail(
    `SHOP_EDGE_URL is ${JSON.stringify(SHOP_EDGE_URL)}; it must be an address such as http://127.0.0.1:8080`,
  );
}

try {
  const shop = await startShop({
    port,
    host: SHOP_HOST,
    edgeUrl: SHOP_EDGE_URL,
    log: (request) => console.log(JSON.stringify(request)),
  });
  console.error(`Nimbus, the bare shop: ${shop.url}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => shop.close().then(() => process.exit(0)));
  }
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') fail(`port ${port} is taken; choose another with SHOP_PORT=…`);
  if (code === 'EACCES') fail(`port ${port} is not ours to use; choose another with SHOP_PORT=…`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    fail(`SHOP_HOST is ${JSON.stringify(SHOP_HOST)}; it must be an address of this machine`);
  }
  throw error;
}
