import * as path from 'node:path';
import { readFolder, synthProgram } from './test/support/synth-program';

const root = __dirname;

test('main.ts gives what is committed under dist/', () => {
  expect(synthProgram(path.join(root, 'main.ts'))).toEqual(readFolder(path.join(root, 'dist')));
});

test('main.ts gives the same as before', () => {
  expect(synthProgram(path.join(root, 'main.ts'))).toMatchSnapshot();
});
