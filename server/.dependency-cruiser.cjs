/** Folders of server/src from the ground up. A folder may import from those before it, never from those after. */
const floors = [
  'core',
  'events',
  'account',
  'license',
  'clients',
  'sessions',
  'files',
  'invoices',
  'support',
  'dashboard',
  'doors',
  'operator',
  'demo',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...floors.slice(0, -1).map((floor, i) => ({
      name: `${floor}-imports-only-downwards`,
      severity: 'error',
      // A spec may look at its rule from above.
      from: { path: `^src/${floor}/`, pathNot: '[.]spec[.]ts$' },
      to: { path: `^src/(${floors.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'every-folder-is-a-floor',
      comment: 'A new folder takes its place in the list of floors, or nobody checks what it imports.',
      severity: 'error',
      from: {},
      to: { path: `^src/[^/]+/`, pathNot: `^src/(${floors.join('|')}|migrations)/` },
    },
    {
      name: 'only-the-top-composes',
      comment: 'What stands in no folder puts the house together; what is inside knows none of it, but for the mains.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '([.]spec|/main)[.]ts$' },
      to: { path: '^src/[^/]+[.]ts$' },
    },
    {
      name: 'sources-know-no-tests-and-scripts',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]spec[.]ts$' },
      to: { path: '^(test|scripts)/|[.]spec[.]ts$' },
    },
    {
      name: 'services-know-no-resolvers',
      severity: 'error',
      from: { path: '[.]service[.]ts$' },
      to: { path: '[.]resolver[.]ts$' },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: '^src/.+/index[.]ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^([.][.]/)*node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
