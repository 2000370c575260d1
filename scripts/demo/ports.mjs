import net from 'node:net';

/** Where everything listens, and the variable that moves it. */
const PORTS = {
  edge: { variable: 'EDGE_PORT', standard: 8080, what: 'the shop through the edge' },
  cms: { variable: 'CMS_PORT', standard: 1337, what: 'Strapi' },
  server: { variable: 'TESSERA_PORT', standard: 4000, what: 'the fragment server' },
  shop: { variable: 'SHOP_PORT', standard: 4100, what: 'the shop without an edge' },
};

/** The ports to use; throws one line that names the port, what wants it and the variable that moves it. */
export async function freePorts(env) {
  const ports = {};
  for (const [name, { variable, standard, what }] of Object.entries(PORTS)) {
    const port = Number(env[variable] ?? standard);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Error(`${variable} is ${JSON.stringify(env[variable])}; it must be a port from 1 to 65535`);
    }
    if (!(await isFree(port))) {
      throw new Error(`port ${port} is taken, but ${what} wants it; choose another with ${variable}=…`);
    }
    ports[name] = port;
  }
  return ports;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
