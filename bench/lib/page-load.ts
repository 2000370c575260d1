import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keepTo } from './processors.js';

export interface PageLoad {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Asked for in turn: whole requests, and how many bytes the body of the answer must have. */
  readonly pages: readonly { readonly request: string; readonly bytes: number }[];
}
export interface PageAnswers {
  readonly answers: number;
  /** Answers that were not 200, or not as long as they must be. */
  readonly wrong: number;
  readonly seconds: number;
  /** Share of a processor that asking took: near 1 it is not the answering that was measured. */
  readonly busy: number;
}

/** Asks for pages from another process, which stays on one processor if that is given. */
export function askForPages(load: PageLoad, processor: string | null): Promise<PageAnswers> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./page-load.js', import.meta.url)));
    if (processor !== null) keepTo(processor, child.pid);
    child.once('message', (answers) => resolve(answers as PageAnswers));
    child.once('exit', (code) =>
      code === 0 ? undefined : reject(new Error(`the page load ended with ${code}`)),
    );
    child.send(load);
  });
}
