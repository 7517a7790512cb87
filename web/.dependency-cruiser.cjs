/** Everything under src/app that is not a feature: what features may lean on. */
const ground = 'ui|core';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index\\.ts$' } },
    { name: 'ui-knows-nothing', severity: 'error', from: { path: '^src/app/ui/' }, to: { path: '^src/app/(?!ui/)' } },
    {
      name: 'core-knows-no-feature',
      severity: 'error',
      from: { path: '^src/app/core/' },
      to: { path: `^src/app/(?!(${ground})/)` },
    },
    {
      name: 'features-stand-alone',
      severity: 'error',
      from: { path: `^src/app/(?!(?:${ground}|dashboard|frame|settings)/)([^/]+)/` },
      to: { path: `^src/app/(?!(?:${ground})/)`, pathNot: '^src/app/$1/' },
    },
    {
      name: 'nobody-imports-the-frame',
      severity: 'error',
      from: { path: '^src/app/[^/]+/', pathNot: '^src/app/frame/' },
      to: { path: '^src/app/(frame/|[^/]+\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
