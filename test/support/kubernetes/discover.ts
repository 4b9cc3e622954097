import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './client';

const root = path.resolve(__dirname, '../../..');

/** Manifests that belong together: one folder of dist/, or what one example gives. */
export interface ManifestSet {
  readonly name: string;
  readonly objects: readonly KubeObject[];
}

/** Everything that this repository deploys or shows. Found, not listed. */
export function discoverManifests(): ManifestSet[] {
  return [...distFolders(), ...exampleOutputs()];
}

/** The folders of dist/ that hold manifests themselves: one a cluster. */
export function distFolders(): ManifestSet[] {
  const dist = path.join(root, 'dist');
  const folders = ['.', ...fs.readdirSync(dist, { recursive: true, encoding: 'utf8' })]
    .map((name) => path.join(dist, name))
    .filter((name) => fs.statSync(name).isDirectory())
    .filter((name) => objectsOf(name).length > 0)
    .sort();
  return folders.map((folder) => ({ name: path.relative(root, folder), objects: objectsOf(folder) }));
}

function exampleOutputs(): ManifestSet[] {
  const programs = fs.readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.ts'));
  return programs.map((program) => ({ name: `examples/${program}`, objects: synthesise(`examples/${program}`) }));
}

/** Runs a program as its user would, and reads what it wrote. */
function synthesise(program: string): KubeObject[] {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program], {
      cwd: root,
      env: { ...process.env, CDK8S_OUTDIR: outdir },
    });
    if (status !== 0) {
      throw new Error(`${program}: ${stderr.toString()}`);
    }
    return objectsIn(outdir);
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

/** The objects of every YAML file at and below a folder. */
export function objectsIn(folder: string): KubeObject[] {
  const folders = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
  return [folder, ...folders.filter((name) => fs.statSync(name).isDirectory())].flatMap(objectsOf);
}

function objectsOf(folder: string): KubeObject[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .flatMap((name) => parseAllDocuments(fs.readFileSync(path.join(folder, name), 'utf8')))
    .map((document) => ('toJS' in document ? (document.toJS() as KubeObject) : undefined))
    .filter((object) => object?.kind !== undefined);
}
