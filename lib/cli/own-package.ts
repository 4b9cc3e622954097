import * as fs from 'node:fs';
import * as path from 'node:path';

interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** A bundle has them written in: the file that it is in may lie anywhere. */
declare const OWN_PACKAGE: OwnPackage | undefined;
declare const OWN_FILES: Readonly<Record<string, string>> | undefined;

/** The version of this package. */
export function ownVersion(): string {
  return ownPackage().version;
}

/** What a project depends on that uses this package: it, and what it wants beside it. */
export function ownDependencies(): Readonly<Record<string, string>> {
  const { version, peerDependencies } = ownPackage();
  return { ...peerDependencies, 'cdk8s-stateful-web-app': `^${version}` };
}

/** The tools of a project in TypeScript, in the versions that this package is tested with, or newer ones that fit. */
export function toolDependencies(): Readonly<Record<string, string>> {
  const { devDependencies } = ownPackage();
  return Object.fromEntries(['@types/node', 'tsx', 'typescript'].map((name) => [name, `^${devDependencies[name]}`]));
}

/** A file of this package, by its path in it. */
export function ownFile(name: string): string {
  const written = typeof OWN_FILES === 'undefined' ? undefined : OWN_FILES[name];
  return written ?? fs.readFileSync(path.join(ownFolder(__dirname), name), 'utf8');
}

function ownPackage(): OwnPackage {
  return typeof OWN_PACKAGE === 'undefined'
    ? (JSON.parse(fs.readFileSync(path.join(ownFolder(__dirname), 'package.json'), 'utf8')) as OwnPackage)
    : OWN_PACKAGE;
}

/** It lies above this file, in the sources and in what is built of them. */
function ownFolder(folder: string): string {
  return fs.existsSync(path.join(folder, 'package.json')) ? folder : ownFolder(path.dirname(folder));
}
