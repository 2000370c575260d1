import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { ExportAnswer, ImportState, PlanAnswer } from '../../../contracts/transfer';
import { holdCatalog } from '../catalog/hold';
import type { CatalogService } from '../catalog/service';
import type { Pusher } from '../push/pusher';
import { applySteps } from './apply';
import { planOf, type Step } from './plan';
import { fileOf, fileText, takeSnapshot } from './snapshot';
import { importState, sayImportState } from './state';
import { writeEntry } from './write-entry';

export interface Importer {
  readonly id: number | null;
  readonly name: string;
}

export type Started =
  | { readonly kind: 'started'; readonly state: ImportState; readonly finished: Promise<void> }
  /** Another import is under way. */
  | { readonly kind: 'busy' }
  /** The file or what is there is not what was looked at. */
  | { readonly kind: 'changed' };

export interface TransferService {
  export(): Promise<ExportAnswer>;
  plan(text: string, remove: boolean): Promise<PlanAnswer>;
  /** Starts what was planned; it goes on by itself. */
  apply(text: string, remove: boolean, hash: string, by: Importer): Promise<Started>;
  state(): Promise<ImportState>;
}

export const transferService = ({ strapi }: { strapi: Core.Strapi }): TransferService => {
  let busy = false;

  async function run(steps: readonly Step[], defaultLocale: string, by: Importer): Promise<Started> {
    const say = sayImportState(strapi);
    const start = { id: randomUUID(), startedAt: Date.now(), by: by.name };
    const total = steps.filter(({ action }) => action !== 'unchanged' && action !== 'refused').length;
    const state: ImportState = {
      ...start,
      kind: 'running',
      total,
      done: 0,
      counts: { done: 0, failed: 0, skipped: 0 },
      troubles: [],
    };
    await say(state, true);
    const catalog: CatalogService = strapi.plugin('tessera').service('catalog');
    const release = await holdCatalog(strapi, () => catalog.document());
    const write = (step: Step) => writeEntry({ strapi, defaultLocale, user: by.id }, step);
    const finished = applySteps(steps, write, start, say)
      // Whoever hears that it has finished must find the new catalog.
      .finally(() => {
        release();
        busy = false;
      })
      .then(
        (end) => say(end, true),
        (error: unknown) => {
          strapi.log.error(`The import could not go on: ${String(error)}`);
        },
      )
      .finally(() => {
        const push: Pusher = strapi.plugin('tessera').service('push');
        push.request();
      });
    return { kind: 'started', state, finished };
  }

  return {
    async export() {
      const snapshot = await takeSnapshot(strapi);
      const { signal, segment, slot, variant, mapping } = snapshot.entries;
      return {
        name: `tessera-${new Date().toISOString().slice(0, 10)}.json`,
        text: fileText(fileOf(snapshot)),
        counts: {
          signal: signal.size,
          segment: segment.size,
          slot: slot.size,
          variant: variant.size,
          mapping: mapping.size,
        },
        keyless: snapshot.keyless,
      };
    },
    async plan(text, remove) {
      return planOf(text, await takeSnapshot(strapi), remove).answer;
    },
    async apply(text, remove, hash, by) {
      if (busy || (await importState(strapi)).kind === 'running') return { kind: 'busy' };
      busy = true;
      try {
        const snapshot = await takeSnapshot(strapi);
        const { answer, steps } = planOf(text, snapshot, remove);
        if (answer.kind !== 'plan' || answer.hash !== hash) {
          busy = false;
          return { kind: 'changed' };
        }
        return await run(steps, snapshot.defaultLocale, by);
      } catch (error) {
        busy = false;
        throw error;
      }
    },
    state: () => importState(strapi),
  };
};
