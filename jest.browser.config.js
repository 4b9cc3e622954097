/** The page of a plan in a real browser: Chromium, found on the PATH or through CHROMIUM. Without one it says so, and runs no test. */
const { execFileSync } = require('node:child_process');

function onPath(name) {
  try {
    return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

const found = process.env.CHROMIUM || onPath('chromium') || onPath('chromium-browser') || onPath('google-chrome');
if (found === '') {
  process.stderr.write(
    'SKIPPED: no Chromium. Install it (Debian: apt-get install chromium), or name it in CHROMIUM\n\n',
  );
}
process.env.CHROMIUM = found;

module.exports = {
  ...require('./jest.config'),
  // An empty list would match every file.
  testMatch: found === '' ? ['<rootDir>/test/skipped'] : ['<rootDir>/test/browser/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  passWithNoTests: found === '',
  testTimeout: 60_000,
};
