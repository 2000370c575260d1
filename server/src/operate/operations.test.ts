import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { eventually } from '../testing/eventually.js';
import { namedIn, seriesOf } from '../testing/promql.js';
import { ADMIN_TOKEN, startTestServer } from '../testing/test-server.js';
import { ALERT_CODES, LIMITS } from './alerts.js';
import { STAGES } from './figures.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string; readonly code?: string; readonly stage?: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets?: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat: string;
  }[];
  readonly fieldConfig?: {
    readonly defaults: {
      readonly thresholds?: { readonly steps: readonly { readonly value: number | null }[] };
    };
  };
}
interface Dashboard {
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly query: string | { readonly query: string } }[];
  };
}

const read = (file: string) => readFileSync(resolve(__dirname, '../../operations', file), 'utf8');
const { groups } = parse(read('prometheus-alerts.yml')) as {
  groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('grafana-dashboard.json')) as Dashboard;
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

/** Labels that Prometheus gives everything it scrapes, and the one metric it makes by itself. */
const SCRAPED = ['job', 'instance'];
const UP = 'up';

/** What a server shows that has seen traffic, a refusal, a purge and a full refresh. */
let series: ReturnType<typeof seriesOf>;
beforeAll(async () => {
  const server = await startTestServer({
    env: { TESSERA_REFRESH: '1s', TESSERA_AUDIENCE_FROM: '1', TESSERA_PURGE: 'edge:http://127.0.0.1:9' },
  });
  const events = [
    { type: 'page_view', age: 0 },
    { type: 'cart', age: 0, props: { value: 200 } },
    { type: 'click', age: 0 },
  ];
  await server.request.post('/tessera/beacon').send({ events }).expect(200);
  await server.request.get('/nothing/here').expect(404);
  server.time.now += 11_000; // a click's heat has gone down by half
  const metrics = async () =>
    seriesOf((await server.request.get('/metrics').set('Authorization', `Bearer ${ADMIN_TOKEN}`)).text);
  // The refresh, the judgement of sizes and the purge come in their own time.
  const late = ['tessera_segment_stale_share', 'tessera_segment_small', 'tessera_purges_total'];
  series = await eventually(metrics, (shown) => late.every((name) => shown.has(name)));
  await server.stop();
});

/** Everything an expression names that a running server does not show. */
function missingIn(expr: string): string[] {
  const { metrics, groupedBy } = namedIn(expr);
  const ours = metrics.filter(({ name }) => name !== UP);
  expect(metrics.length).toBeGreaterThan(0);
  return [
    ...ours.filter(({ name }) => !series.has(name)).map(({ name }) => `metric ${name}`),
    ...ours.flatMap(({ name, labels }) =>
      labels
        .filter(({ label }) => !SCRAPED.includes(label))
        .filter(({ label, value }) => {
          const values = series.get(name)?.get(label);
          return !values || (value !== null && !values.has(value));
        })
        .map(({ label, value }) => `${name}{${label}="${value ?? '…'}"}`),
    ),
    ...groupedBy
      .filter((label) => !SCRAPED.includes(label))
      .filter((label) => !ours.some(({ name }) => series.get(name)?.has(label)))
      .map((label) => `by (${label})`),
  ];
}

it('the test would notice: names, labels and values', () => {
  expect(missingIn('rate(tessera_stage_seconds_bucket{stage="collect",le="0.3"}[5m])')).toEqual([]);
  expect(missingIn('sum by (segmant) (tessera_segment_share) / tessera_nothing{x="y"} > 3')).toEqual([
    'metric tessera_nothing',
    'tessera_nothing{x="y"}',
    'by (segmant)',
  ]);
  expect(missingIn('tessera_stage_seconds_count{stage="colect"} and tessera_visitors_known')).toEqual([
    'tessera_stage_seconds_count{stage="colect"}',
  ]);
});

describe('prometheus-alerts.yml', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s asks for what is there', (_name, rule) => {
    expect(missingIn(rule.expr)).toEqual([]);
    expect(rule.for ?? '0s').toMatch(/^\d+[smh]$/);
    expect(['info', 'warning', 'critical']).toContain(rule.labels.severity);
    expect(rule.annotations.summary.length).toBeGreaterThan(5);
    expect(rule.annotations.description.length).toBeGreaterThan(5);
    const said = `${rule.annotations.summary} ${rule.annotations.description}`;
    const { metrics, groupedBy } = namedIn(rule.expr);
    for (const [, label = ''] of said.matchAll(/\$labels\.(\w+)/g)) {
      const has =
        groupedBy.length > 0 ? groupedBy.includes(label) : series.get(metrics[0]?.name ?? '')?.has(label);
      expect([label, has || SCRAPED.includes(label)]).toEqual([label, true]);
    }
  });

  it('names every alert of /admin/status, once for each stage, and no other', () => {
    const codes = rules.flatMap(({ labels }) => labels.code ?? []);
    expect([...new Set(codes)].sort()).toEqual([...ALERT_CODES].sort());
    expect(rules.flatMap(({ labels }) => labels.stage ?? [])).toEqual(STAGES);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it('has the limits of alerts.ts', () => {
    for (const { alert, expr, labels } of rules) {
      if (!labels.code) continue;
      const [, how, limit] = /(>|<)\s*([\d.]+)/.exec(expr) ?? [];
      expect([alert, how, Number(limit)]).toEqual([
        alert,
        labels.code === 'segment_faint' ? '<' : '>',
        limitOf(labels),
      ]);
      const fewest = / >= (\d+)$/.exec(expr)?.[1];
      const judgesMany = labels.code === 'stage_slow' || labels.code === 'refresh_slow';
      expect([alert, fewest]).toEqual([alert, judgesMany ? String(LIMITS.fewest) : undefined]);
      if (labels.stage) expect(expr).toContain(`{stage="${labels.stage}"}`);
    }
  });

  it('says the limits as they are', () => {
    for (const { annotations, labels } of rules) {
      const [, said, unit] = /\(limit ([\d.]+)( ms| %)?\)/.exec(annotations.description) ?? [];
      const inUnit = { ' ms': 1_000, ' %': 100 }[unit ?? ''] ?? 1;
      if (said) expect(Number(said)).toBe(limitOf(labels) * inUnit);
    }
  });
});

/** By code, in the units of the rules: seconds and shares. */
function limitOf({ code, stage }: Rule['labels']): number {
  switch (code) {
    case 'stage_slow':
      return LIMITS.stageP95Ms[stage as (typeof STAGES)[number]] / 1_000;
    case 'refresh_slow':
      return LIMITS.refreshMeanMs / 1_000;
    case 'segment_stale':
      return LIMITS.staleShare;
    case 'segment_faint':
      return LIMITS.meanWeight;
    case 'store_failing':
      return LIMITS.notStored;
    case 'store_damaged':
      return LIMITS.damage;
    default:
      return 0; // yes or no
  }
}

describe('grafana-dashboard.json', () => {
  it.each(panels.map((panel) => [panel.title, panel] as const))('%s shows what is there', (_title, panel) => {
    expect(panel.description?.length).toBeGreaterThan(3);
    const { targets = [] } = panel;
    expect(targets.length).toBeGreaterThan(0);
    expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    for (const { expr, legendFormat } of targets) {
      expect(missingIn(expr)).toEqual([]);
      const { metrics, groupedBy } = namedIn(expr);
      for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
        const has =
          groupedBy.length > 0 ? groupedBy.includes(label) : series.get(metrics[0]?.name ?? '')?.has(label);
        expect([legendFormat, has]).toEqual([legendFormat, true]);
      }
    }
  });

  it('draws the limits of alerts.ts', () => {
    const lineOf = (title: RegExp) => {
      const panel = panels.find((one) => title.test(one.title));
      return [panel?.title, panel?.fieldConfig?.defaults.thresholds?.steps.at(-1)?.value];
    };
    for (const stage of STAGES) {
      const budget = LIMITS.stageP95Ms[stage];
      expect(lineOf(new RegExp(`^Stage ${stage} `))).toEqual([
        `Stage ${stage} (budget ${budget} ms)`,
        budget / 1_000,
      ]);
      const kept = panels.find(({ title }) => title === 'Beacons within their budget');
      expect(kept?.targets?.find(({ legendFormat }) => legendFormat === stage)?.expr).toContain(
        `le="${budget / 1_000}"`,
      );
    }
    expect(lineOf(/^Refresh latency/)).toEqual([
      `Refresh latency, mean (limit ${LIMITS.refreshMeanMs} ms)`,
      LIMITS.refreshMeanMs / 1_000,
    ]);
    expect(lineOf(/^Stale share/)).toEqual([
      `Stale share by segment (limit ${LIMITS.staleShare * 100} %)`,
      LIMITS.staleShare,
    ]);
    expect(lineOf(/^Mean signal weight/)).toEqual([
      `Mean signal weight by segment (limit ${LIMITS.meanWeight})`,
      LIMITS.meanWeight,
    ]);
  });

  it('shows every metric of ours', () => {
    const shown = new Set(
      panels.flatMap(({ targets = [] }) =>
        targets.flatMap(({ expr }) => namedIn(expr).metrics.map(({ name }) => name)),
      ),
    );
    const ours = [...series.keys()].filter((name) => name.startsWith('tessera_'));
    const family = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
    const families = new Set([...shown].map(family));
    expect(ours.filter((name) => !families.has(family(name)))).toEqual([]);
  });

  it('can be imported: ids once, panels beside each other, variables that are there', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels) {
      expect([title, gridPos.x + gridPos.w <= 24]).toEqual([title, true]);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect([title, taken.has(`${x} ${y}`)]).toEqual([title, false]);
          taken.add(`${x} ${y}`);
        }
    }
    const variables = dashboard.templating.list.map(({ name }) => name);
    const used = [...read('grafana-dashboard.json').matchAll(/\$\{?([a-z]+)\b/g)].map(
      ([, name = '']) => name,
    );
    for (const name of used) expect(variables).toContain(name);
    for (const { query } of dashboard.templating.list) {
      if (typeof query === 'string') continue;
      const [, metric = '', label = ''] = /^label_values\((\w+)(?:\{.*\})?, (\w+)\)$/.exec(query.query) ?? [];
      expect([series.has(metric), SCRAPED.includes(label)]).toEqual([true, true]);
    }
  });
});
