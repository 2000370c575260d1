import type { Core, UID as StrapiUID } from '@strapi/strapi';
import {
  differencesOf,
  LIMITS,
  type RunAnswer,
  type Scenario,
  type ScenarioResult,
  simulateBodyOf,
} from '../../../contracts/playground';
import type { Answered } from '../../../contracts/questions';
import type { SimulatedViews, VisitorView } from '../../../contracts/simulate';
import type { AskService } from '../ask/service';
import type { Given } from './check';

const SCENARIO_UID = 'plugin::tessera.scenario';
type Catalog = 'published' | 'drafts';

export interface ScenariosService {
  list(): Promise<readonly Scenario[]>;
  /** Null: there are as many as there may be. */
  create(given: Given): Promise<Scenario | null>;
  /** Null: there is none with this id. */
  update(id: string, given: Given): Promise<Scenario | null>;
  remove(id: string): Promise<boolean>;
  /** Plays all of them, by one catalog. */
  run(catalog: Catalog): Promise<RunAnswer>;
}

interface Row extends Given {
  readonly documentId: string;
}

/** Strapi's documents of this one type; its own types are unions over all content types. */
interface Documents {
  create(given: { data: object }): Promise<Row>;
  update(given: { documentId: string; data: object }): Promise<Row | null>;
  delete(given: { documentId: string }): Promise<{ entries: readonly unknown[] }>;
}

const scenarioOf = ({ documentId, name, visitor, expected }: Row): Scenario => ({
  id: documentId,
  name,
  visitor,
  expected,
});

export const scenariosService = ({ strapi }: { strapi: Core.Strapi }): ScenariosService => {
  const documents = () => strapi.documents(SCENARIO_UID as StrapiUID.ContentType) as unknown as Documents;
  const query = () => strapi.db.query(SCENARIO_UID);

  const list = async (): Promise<readonly Scenario[]> => {
    const rows: Row[] = await query().findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      limit: LIMITS.scenarios,
    });
    return rows.map(scenarioOf);
  };

  return {
    list,
    async create(given) {
      if ((await query().count()) >= LIMITS.scenarios) return null;
      return scenarioOf(await documents().create({ data: given }));
    },
    async update(documentId, given) {
      const row = await documents().update({ documentId, data: given });
      return row && scenarioOf(row);
    },
    async remove(documentId) {
      return (await documents().delete({ documentId })).entries.length > 0;
    },
    async run(catalog) {
      const ask: AskService = strapi.plugin('tessera').service('ask');
      return play(await list(), catalog, (body) => ask.ask('simulate', { body }));
    },
  };
};

type Ask = (body: Readonly<Record<string, unknown>>) => Promise<Answered>;

/** One after the other: a fragment server has visitors to serve. Ends where it cannot be asked. */
async function play(scenarios: readonly Scenario[], catalog: Catalog, ask: Ask): Promise<RunAnswer> {
  const results: ScenarioResult[] = [];
  let seen: { server: string; view: VisitorView } | null = null;
  for (const { id, name, visitor, expected } of scenarios) {
    const { steps, laterMs } = visitor;
    const body = simulateBodyOf(visitor, {
      now: Date.now(),
      count: steps.length,
      laterMs: [laterMs],
      catalog,
    });
    const answered = await ask({ ...body });
    if (answered.kind === 'refused') {
      results.push({ id, name, passed: false, differences: [], problem: answered.detail });
      continue;
    }
    if (answered.kind !== 'ok') return answered;
    const view = (answered.answer as SimulatedViews).views?.at(-1);
    if (!view) return { kind: 'unexpected', server: answered.server, detail: 'the answer holds no views' };
    seen = { server: answered.server, view };
    const differences = differencesOf(expected, view);
    results.push({ id, name, passed: differences.length === 0, differences, problem: null });
  }
  return {
    kind: 'ok',
    server: seen?.server ?? '',
    catalog: seen?.view.catalog ?? null,
    from: seen?.view.from ?? null,
    results,
  };
}
