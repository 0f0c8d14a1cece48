// The import rules of docs/ARCHITECTURE.md. build/test.mjs runs them, and fails too when fewer modules than a floor
// are seen: a checker that sees nothing finds nothing.

const LAYERS = ['domain', 'contract', 'counter', 'db', 'sync', 'electron', 'renderer', 'central'];
const PORTS = '^counter/ports(/|\\.ts$)';
const SENTENCES = '^renderer/(i18n/[a-zA-Z-]+/[a-z-]+\\.json|components/refusal-sentence\\.ts)$';
const TEST_OF_A_LAYER = `^(${LAYERS.join('|')})/.+\\.test\\.tsx?$`;

/**
 * @param {string} layer
 * @param {string[]} others the layers, or parts of them, that it may import besides itself
 */
function imports(layer, others) {
  const allowed = [`^${layer}/`, ...others.map((other) => (other.startsWith('^') ? other : `^${other}/`))];
  return {
    name: `${layer}-imports`,
    comment: `${layer}/ imports ${['itself', ...others].join(', ')} and no other folder`,
    severity: 'error',
    from: { path: `^${layer}/` },
    to: { path: `^(${[...LAYERS, 'build', 'test'].join('|')})/`, pathNot: allowed },
  };
}

/**
 * @param {string} layer a folder, or a pattern
 * @param {string[]} packages the npm packages it may import
 */
function packages(layer, packages) {
  const names = packages.map((name) => `node_modules/${name}/`);
  const types = packages.map((name) => `node_modules/@types/${name.replace(/^@/, '').replace('/', '__')}/`);
  return {
    name: `${layer.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-packages`,
    comment: `${layer} uses ${packages.join(', ') || 'no npm package'}`,
    severity: 'error',
    from: { path: `^${layer}/`, pathNot: TEST_OF_A_LAYER },
    to: { path: 'node_modules/', pathNot: [...names, ...types] },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    imports('domain', []),
    imports('contract', ['domain']),
    imports('counter', ['domain', 'contract']),
    imports('db', [PORTS, 'domain', 'contract']),
    imports('sync', [PORTS, 'domain', 'contract']),
    // A spreadsheet that goes back to an employer speaks in the sentences of the screen.
    imports('electron', ['domain', 'contract', 'counter', 'db', 'sync', SENTENCES]),
    imports('electron/preload', ['domain', 'contract']),
    imports('renderer', ['domain', 'contract']),
    imports('central', ['domain', 'contract']),

    // Closed days and papers are told apart by a hash, in the rule that decides them.
    packages('domain', ['@noble/hashes']),
    packages('contract', ['zod']),
    packages('counter', ['zod', 'pinyin-pro']),
    packages('db', ['better-sqlite3', 'zod']),
    packages('sync', ['zod']),
    packages('electron/preload', ['electron']),
    packages('electron/backend/roster', ['@e965/xlsx', 'csv-parse', 'iconv-lite', 'i18next']),
    {
      name: 'spreadsheets-in-the-worker',
      comment: 'files of others are taken apart in the worker of the roster reader and nowhere else',
      severity: 'error',
      from: { path: `^(${LAYERS.join('|')})/`, pathNot: ['^electron/backend/roster/', TEST_OF_A_LAYER] },
      to: { path: 'node_modules/(@e965/xlsx|csv-parse|iconv-lite)/' },
    },
    {
      name: 'pages-stay-in-their-box',
      comment: 'a page has no Node, no Electron and no database: everything comes through the bridge',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST_OF_A_LAYER },
      to: { path: ['node_modules/(electron|better-sqlite3|fastify|@fastify|pg|pino|@node-rs)/'] },
    },
    {
      name: 'no-platform',
      comment:
        'rules, shapes, use cases and pages touch no operating system; what they need comes in through ports',
      severity: 'error',
      from: {
        path: ['^(domain|contract|counter|renderer)/', '^electron/preload/'],
        pathNot: TEST_OF_A_LAYER,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-electron',
      severity: 'error',
      from: { path: `^(${LAYERS.filter((layer) => layer !== 'electron').join('|')})/` },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'served-from-dependencies',
      comment:
        'what runs from node_modules, the central office and the headless counter, must be there without the tools',
      severity: 'error',
      from: { path: '^(domain|contract|counter|db|sync|central)/', pathNot: TEST_OF_A_LAYER },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: `^(${LAYERS.join('|')})/`, pathNot: TEST_OF_A_LAYER },
      to: { path: ['\\.test\\.tsx?$', 'node_modules/(vitest|fast-check|@playwright)/'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      comment: 'nothing imports it and it imports nothing: it does nothing',
      severity: 'error',
      from: { orphan: true, path: `^(${LAYERS.join('|')})/`, pathNot: ['\\.test\\.tsx?$', '\\.d\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|test-results|playwright-report)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
