/** Our reader of YAML and JSON against kubectl's own modules, on generated documents. Needs Go, and its module proxy once. */
module.exports = {
  ...require('./jest.config'),
  testMatch: ['<rootDir>/test/yaml/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
};
