import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The last catalog that was accepted, kept so that the server starts without its source. */
export interface LastGood {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
}

export function lastGoodIn(directory: string): LastGood {
  const path = join(directory, 'catalog.json');
  return {
    read: () => readFile(path, 'utf8').catch(() => null),
    write: async (text) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      // Written beside and renamed, so that a crash leaves the old one or the new one, never half of one.
      const beside = `${path}.new`;
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    },
  };
}
