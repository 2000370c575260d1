// One Jest for every room. Sources are compiled to CommonJS by SWC; workspace packages resolve to
// their sources, so a unit test never runs against a stale build.
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
];

// Packages published as ES modules only; Jest's CommonJS runtime needs them compiled.
const esmOnly = [
  'nanoid',
  'lru-cache',
  '(hast|unist|vfile|property|html|character|space|comma|stringify|ccount|zwitch|devlop|parse5|entities|web-namespaces|@ungap)[^/]*',
];

const base = {
  rootDir: import.meta.dirname,
  transform: { '\\.([jt]sx?|mjs)$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^@tessera/(model|esi-fragments|edge|server)$': '<rootDir>/$1/src/index.ts',
    '^@tessera/edge/(node|varnish|trafficserver|vercel|lambda)$': '<rootDir>/edge/src/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/demo/cms/(dist|\\.tmp|build|types)/'],
};

export default {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{model,esi-fragments,edge,server,beacon,plugin,demo}/**/*.test.{ts,tsx}'],
      testEnvironment: 'node',
    },
    { ...base, displayName: 'across', testMatch: ['<rootDir>/test/**/*.test.ts'], testEnvironment: 'node' },
  ],
  // Properties of thousands of cases take half a minute on a busy machine; none is timed.
  testTimeout: 120_000,
};
