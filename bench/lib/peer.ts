import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './program.js';

/** Starts one of bench/peers, bundled beside this file. */
export const peer = (name: string, port: number, env: Record<string, string>): Promise<Program> =>
  startProgram(
    [fileURLToPath(new URL(`./${name}.js`, import.meta.url))],
    { ...env, PEER_PORT: String(port) },
    `http://127.0.0.1:${port}/`,
  );
