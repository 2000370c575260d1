import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The line between a browser and a server: it can be cut and mended, as a phone's in a tunnel. */
export class Line {
  url = '';
  #cut = false;
  #server: Server | undefined;
  readonly #open = new Set<Socket>();

  async start(port: number): Promise<void> {
    const server = createServer((near) => {
      if (this.#cut) return void near.resetAndDestroy();
      const far = connect(port, '127.0.0.1');
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(socket);
        socket.pipe(other);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          this.#open.delete(socket);
          other.destroy();
        });
      }
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#open) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}
