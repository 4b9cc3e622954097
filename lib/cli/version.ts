import * as fs from 'node:fs';
import * as path from 'node:path';

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The version of this package. */
export function ownVersion(): string {
  return ownPackage().version;
}

/** What a project depends on that uses this package: it, and what it wants beside it. */
export function ownDependencies(): Readonly<Record<string, string>> {
  const { version, peerDependencies } = ownPackage();
  return { ...peerDependencies, 'cdk8s-stateful-web-app': `^${version}` };
}

/** Its package.json lies above this file, in the sources and in what is built of them. */
function ownPackage(folder = __dirname): OwnPackage {
  const file = path.join(folder, 'package.json');
  return fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as OwnPackage)
    : ownPackage(path.dirname(folder));
}
