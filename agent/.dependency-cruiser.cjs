/** What the agent is made of: the command line and the fleet stand on the device, which knows neither. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'the-device-knows-no-program',
      severity: 'error',
      from: { path: '^src/[^/]+[.]ts$', pathNot: '(main|[.]spec)[.]ts$' },
      to: { path: '^src/(cli|control|fleet)/' },
    },
    {
      name: 'sources-know-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]spec[.]ts$' },
      to: { path: '^test/|[.]spec[.]ts$' },
    },
    {
      name: 'only-what-ships-with-it',
      comment: 'The agent is meant to ship as one file: it needs graphql-ws and ws, and nothing of the server.',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]spec[.]ts$' },
      to: { path: '^([.][.]/)+(server|web)/' },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.+/index[.]ts$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^([.][.]/)*node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
