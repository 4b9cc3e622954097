import * as fs from 'node:fs';
import * as path from 'node:path';
import { synthProgram } from './support/synth-program';

const folder = path.join(__dirname, '..', 'examples');
const programs = fs.readdirSync(folder).filter((file) => file.endsWith('.ts'));

test.each(programs)('examples/%s gives the same as before', (program) => {
  expect(synthProgram(path.join(folder, program))).toMatchSnapshot();
});
