/** The fast suite: no server, no network, nothing outside this repository. */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/main.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/apiserver/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/e2e/',
    '<rootDir>/test/kill/',
    '<rootDir>/test/oracle/',
    '<rootDir>/test/package/',
    '<rootDir>/test/tools/',
    '<rootDir>/test/upgrades/',
    '<rootDir>/test/yaml/',
  ],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
  // Examples name the package, as its users do.
  moduleNameMapper: { '^cdk8s-stateful-web-app$': '<rootDir>/lib/index.ts' },
  snapshotResolver: '<rootDir>/test/snapshot-resolver.js',
};
