/** The package as its users get it: packed, installed in an empty folder, used as the README says. Needs the npm registry. */
module.exports = {
  ...require('./jest.config'),
  globalSetup: '<rootDir>/test/package/pack-once.ts',
  // What is installed stands for the package.
  moduleNameMapper: {},
  testMatch: ['<rootDir>/test/package/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
