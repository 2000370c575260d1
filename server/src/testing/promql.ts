/** What a PromQL expression names, as far as tests need to know. */
export interface Named {
  /** Metrics, with what is asked of their labels. */
  readonly metrics: readonly { readonly name: string; readonly labels: readonly Matcher[] }[];
  /** Labels that results are grouped by. */
  readonly groupedBy: readonly string[];
}

export interface Matcher {
  readonly label: string;
  /** Null where it is a pattern, or one of Grafana's variables. */
  readonly value: string | null;
}

const GROUPING = /\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g;
const WORDS = ['and', 'or', 'unless', 'bool', 'offset'];

/** Reads the metrics and labels out of an expression. Strings may stand in matchers only. */
export function namedIn(expr: string): Named {
  const groupedBy = [...expr.matchAll(GROUPING)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.trim()),
  );
  const rest = expr.replace(GROUPING, ' ').replace(/\[[^\]]*\]/g, ' ');
  // A name with a parenthesis behind it is a function.
  const names = rest.matchAll(/(?<![\w$".:])([a-zA-Z_:][\w:]*)\s*(\{[^}]*\})?(?!\s*\(|[\w:])/g);
  const metrics = [...names]
    .filter(([, name = '']) => !WORDS.includes(name))
    .map(([, name = '', matchers = '']) => ({
      name,
      labels: [...matchers.matchAll(/(\w+)\s*(=~|!=|!~|=)\s*"([^"]*)"/g)].map(
        ([, label = '', how, value = '']) => ({
          label,
          value: how === '=' && !value.includes('$') ? value : null,
        }),
      ),
    }));
  return { metrics, groupedBy };
}

/** Prometheus' text form → by name of a series, by label, the values it has. */
export function seriesOf(text: string): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const series = new Map<string, Map<string, Set<string>>>();
  for (const line of text.split('\n')) {
    const [, name, labels = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (!name) continue;
    const byLabel = series.get(name) ?? new Map<string, Set<string>>();
    series.set(name, byLabel);
    for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
      const values = byLabel.get(label) ?? new Set<string>();
      byLabel.set(label, values.add(value));
    }
  }
  return series;
}
