import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildWheel } from './build';

const ROOT = path.join(__dirname, '../..');
const OUT = path.join(ROOT, 'build/python');

/** `npm run python [TARBALL]` */
function main([given]: readonly string[]): void {
  process.stdout.write(`${buildWheel(given === undefined ? pack() : path.resolve(given), OUT)}\n`);
}

function pack(): string {
  const folder = path.join(ROOT, 'build/packages');
  fs.mkdirSync(folder, { recursive: true });
  const printed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf('[\n'))) as [{ filename: string }];
  return path.join(folder, filename);
}

main(process.argv.slice(2));
