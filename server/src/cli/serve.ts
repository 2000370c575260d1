import { startServer } from '../main.js';
import { readSettings, SettingError, VARIABLES } from '../settings.js';

const HELP = `tessera serve: the fragment server

Set by environment variables:
${VARIABLES.map(([name, meaning]) => `  ${name.padEnd(24)}${meaning}`).join('\n')}

SIGTERM or Ctrl-C: it stops taking requests, finishes, writes everything down and exits with 0.`;

/** Runs until it is told to stop; resolves with the exit code. */
export async function serve(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  if (args.length > 0) {
    console.error(
      `tessera serve takes no arguments (found ${JSON.stringify(args[0])}); see tessera serve --help`,
    );
    return 2;
  }
  try {
    const server = await startServer(readSettings(env));
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve());
      process.once('SIGINT', () => resolve());
    });
    await server.stop();
    return 0;
  } catch (error) {
    console.error(error instanceof SettingError || error instanceof Error ? error.message : String(error));
    return error instanceof SettingError ? 2 : 1;
  }
}
