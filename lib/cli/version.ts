import * as fs from 'node:fs';
import * as path from 'node:path';

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** A bundle has it written in: the file that it is in may lie anywhere. */
declare const OWN_PACKAGE: OwnPackage | undefined;

/** The version of this package. */
export function ownVersion(): string {
  return ownPackage().version;
}

/** What a project depends on that uses this package: it, and what it wants beside it. */
export function ownDependencies(): Readonly<Record<string, string>> {
  const { version, peerDependencies } = ownPackage();
  return { ...peerDependencies, 'cdk8s-stateful-web-app': `^${version}` };
}

function ownPackage(): OwnPackage {
  return typeof OWN_PACKAGE === 'undefined' ? readPackage(__dirname) : OWN_PACKAGE;
}

/** It lies above this file, in the sources and in what is built of them. */
function readPackage(folder: string): OwnPackage {
  const file = path.join(folder, 'package.json');
  return fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as OwnPackage)
    : readPackage(path.dirname(folder));
}
