/** Real upgrades of published charts, where they lie beside this repository (docs/maintainers/testing.md). */
module.exports = {
  ...require('./jest.config'),
  testMatch: ['<rootDir>/test/upgrades/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
