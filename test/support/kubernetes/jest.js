/** The jest configuration of a suite that needs a cluster: without one it says how to get one, runs no test, and passes. */
const path = require('node:path');
const tsx = require('tsx/cjs/api');

const root = path.resolve(__dirname, '../../..');

module.exports = (suite) => {
  const unregister = tsx.register();
  const { findApiServer, findNode } = require('./find.ts');
  // Jest transforms what it loads by itself.
  unregister();
  let found;
  try {
    found = suite === 'e2e' ? findNode(process.env, root) : findApiServer(process.env);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  if (found.advice !== undefined) {
    process.stderr.write(`SKIPPED: ${found.advice}\n\n`);
  }
  process.env.TEST_WANTED = JSON.stringify(found.wanted ?? null);
  return {
    ...require('../../../jest.config'),
    rootDir: root,
    // An empty list would match every file.
    testMatch: found.wanted === undefined ? ['<rootDir>/test/skipped'] : [`<rootDir>/test/${suite}/**/*.test.ts`],
    testPathIgnorePatterns: ['/node_modules/'],
    passWithNoTests: found.wanted === undefined,
    globalSetup: '<rootDir>/test/support/kubernetes/setup.ts',
    globalTeardown: '<rootDir>/test/support/kubernetes/teardown.ts',
    testTimeout: suite === 'e2e' ? 180_000 : 60_000,
    // In one process: what is slow is the server, and an interrupted run then has no workers that outlive it.
    maxWorkers: 1,
  };
};
