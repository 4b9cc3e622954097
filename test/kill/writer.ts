/**
 * Puts one generation after the other into a folder until it is killed: `node writer.ts FOLDER FILES`. Generations
 * differ in every file, and in which files there are. It says when it begins, and when it has written one.
 */
import { replaceFolder } from '../../lib/synth/folder/replace-folder';
import { generation } from './generations';

const [folder = '', count = '0'] = process.argv.slice(2);
process.stdout.write('ready\n');
for (let turn = 1; ; turn++) {
  replaceFolder(folder, generation(turn % 2 === 0 ? 'even' : 'odd', Number(count)));
  process.stdout.write(`${turn}\n`);
}
