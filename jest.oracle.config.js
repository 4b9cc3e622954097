/** The plan against Kubernetes' own code, without a server: needs `go`, and says so if it is missing (docs/maintainers/testing.md). */
const { spawnSync } = require('node:child_process');

const found = spawnSync('go', ['version']).status === 0;
if (!found)
  process.stderr.write(
    'SKIPPED: `go` is not on the path. The oracle is built with it, from the modules of Kubernetes.\n\n',
  );

module.exports = {
  ...require('./jest.config'),
  // An empty list would match every file.
  testMatch: found ? ['<rootDir>/test/oracle/**/*.test.ts'] : ['<rootDir>/test/skipped'],
  testPathIgnorePatterns: ['/node_modules/'],
  passWithNoTests: !found,
  maxWorkers: 1,
};
