import * as fs from 'node:fs';
import * as path from 'node:path';
import { pack, ROOT, run } from './consumer';

/** As a module leaves it behind that was renamed since the last build. */
export const STALE = 'build/lib/renamed-since.js';

/** Builds and packs this repository as it would be published, once for all files of the suite: two builds at a time would write the same files. */
export default function packOnce(): void {
  fs.mkdirSync(path.join(ROOT, 'build/lib'), { recursive: true });
  fs.writeFileSync(path.join(ROOT, STALE), '');
  const printed = run(ROOT, 'npm', 'pack', '--json', '--pack-destination', 'build');
  // What the build says stands before it.
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf('[\n'))) as [{ filename: string }];
  fs.renameSync(path.join(ROOT, 'build', filename), pack());
}
