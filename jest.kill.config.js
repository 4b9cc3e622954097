/** Kills, full disks, runs at once: half a minute, on a real file system. */
module.exports = {
  ...require('./jest.config'),
  testMatch: ['<rootDir>/test/kill/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
