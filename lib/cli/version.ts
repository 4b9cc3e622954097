import * as fs from 'node:fs';
import * as path from 'node:path';

/** The version of this package: its package.json lies above this file, in the sources and in what is built of them. */
export function ownVersion(folder = __dirname): string {
  const file = path.join(folder, 'package.json');
  if (fs.existsSync(file)) {
    const { version } = JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly version: string };
    return version;
  }
  return ownVersion(path.dirname(folder));
}
