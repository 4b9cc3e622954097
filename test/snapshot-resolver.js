/** Every file snapshot lies in the top level's __snapshots__, so that a reviewer finds them in one place. */
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const folder = path.join(root, '__snapshots__');

module.exports = {
  resolveSnapshotPath: (testPath, extension) =>
    path.join(folder, path.relative(root, testPath).split(path.sep).join('__') + extension),
  resolveTestPath: (snapshotPath, extension) => path.join(root, ...path.basename(snapshotPath, extension).split('__')),
  testPathForConsistencyCheck: path.join(root, 'test', 'app', 'identity.test.ts'),
};
