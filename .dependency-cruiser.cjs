// Who may import whom. `scripts/checks/imports.ts` runs this and fails as well when no module was seen.
const folders = 'classifier|crawler|policy|data|site|scripts';

/** A folder may import, of ours, only what is listed; tests may also import the composition root's fixtures. */
function only(from, allowed, comment) {
  const others = folders.split('|').filter((folder) => folder !== from && !allowed.includes(folder));
  return {
    name: `${from}-imports-only-${allowed.join('-and-') || 'itself'}`,
    comment,
    severity: 'error',
    from: { path: `^${from}/`, pathNot: '\\.test\\.ts$' },
    to: { path: `^(${others.join('|')})/` },
  };
}

/** Kinds that stand side by side never import each other: adding or deleting one touches nothing else. */
function apart(folder) {
  return {
    name: `${folder.replaceAll('/', '-')}-stand-apart`,
    comment: `One kind in ${folder}/ is one file or folder; what two of them share stands above them.`,
    severity: 'error',
    from: { path: `^${folder}/([^/]+)`, pathNot: `^${folder}/index\\.ts$|\\.test\\.ts$` },
    to: { path: `^${folder}/`, pathNot: `^${folder}/$1` },
  };
}

module.exports = {
  forbidden: [
    only('classifier', [], 'The classifier is pure: anyone can run it anywhere on a definition alone.'),
    only('crawler', [], 'The crawler asks the world and judges nothing, so it knows nothing of verdicts.'),
    only('policy', ['classifier'], 'A policy is made of verdicts, not of how they were learned or stored.'),
    only(
      'site',
      ['data', 'policy', 'classifier'],
      'Pages are made from the catalogue; they never launch anything.',
    ),
    only(
      'data',
      ['crawler', 'classifier'],
      'The catalogue stores what the stages made; it runs none of them.',
    ),
    {
      name: 'data-takes-types-only',
      comment: 'The catalogue knows the shapes of facts and verdicts, never the code that makes them.',
      severity: 'error',
      from: { path: '^data/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(crawler|classifier)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-folders-know-no-node',
      comment:
        'classifier/ and policy/ run in a browser or another engine: no input, output, clock or process.',
      severity: 'error',
      from: { path: '^(classifier|policy)/', pathNot: '\\.test\\.ts$|/fixtures/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-test-in-product',
      comment: 'What ships never imports a test or a fixture.',
      severity: 'error',
      from: { path: `^(${folders})/`, pathNot: '\\.test\\.ts$|/fixtures/|^scripts/benchmarks/' },
      to: { path: '\\.test\\.ts$|/fixtures/' },
    },
    {
      name: 'no-circles',
      comment: 'A circle has no first file to read.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    apart('classifier/rules'),
    apart('crawler/launchers'),
    apart('crawler/sandboxes'),
    apart('crawler/sources'),
    apart('policy/targets'),
    apart('site/pages'),
    apart('scripts/commands'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
