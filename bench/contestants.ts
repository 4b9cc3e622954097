import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { type HelmChart, writeHelmChart } from './helm';
import { plainObjects } from './objects';
import { namesOf, text } from './text';

/** `command` runs in the folder; `output` is the file or folder that it writes. */
type Prepare = (apps: number, folder: string) => { readonly command: readonly string[]; readonly output: string };

export interface Contestant {
  readonly name: string;
  /** The largest number of apps that is worth waiting for, with the reason. */
  readonly upTo?: { readonly apps: number; readonly reason: string };
  /** A program that must be there. */
  readonly needs?: string;
  readonly prepare: Prepare;
}

const inNode = (contestant: string): Prepare => {
  const script = path.join(__dirname, '../build/bench/synth-once.js');
  return (apps, folder) => ({
    command: [process.execPath, script, contestant, String(apps), 'out'],
    output: path.join(folder, 'out'),
  });
};

const inHelm = (chart: HelmChart, fileEach: boolean): Prepare => {
  return (apps, folder) => {
    writeHelmChart(folder, apps, chart, fileEach);
    const command = [tool('helm'), 'template', 'bench', '.', ...(fileEach ? ['--output-dir', 'out'] : [])];
    return { command, output: path.join(folder, fileEach ? 'out/bench/templates' : 'stdout') };
  };
};

const prepareKustomize: Prepare = (apps, folder) => {
  const names = namesOf(apps);
  names.forEach((name) => fs.writeFileSync(path.join(folder, `${name}.yaml`), text(plainObjects(name))));
  const resources = names.map((name) => `${name}.yaml`);
  fs.writeFileSync(path.join(folder, 'kustomization.yaml'), stringify({ resources }));
  return { command: [tool('kustomize'), 'build', '.'], output: path.join(folder, 'stdout') };
};

const prepareJsonnet: Prepare = (apps, folder) => {
  const objects = JSON.stringify(plainObjects('NAME')).replaceAll('"NAME"', 'name');
  const program = `local app(name) = ${objects};\nstd.flattenArrays([app('web-' + i) for i in std.range(0, ${apps - 1})])\n`;
  fs.writeFileSync(path.join(folder, 'main.jsonnet'), program);
  return { command: [tool('jsonnet'), 'main.jsonnet'], output: path.join(folder, 'stdout') };
};

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'this library', prepare: inNode('library') },
  { name: 'this library, one file', prepare: inNode('library-one-file') },
  { name: 'L1 by hand, this synth', prepare: inNode('by-hand') },
  { name: 'cdk8s', upTo: { apps: 1000, reason: 'quadratic in charts: minutes at 5,000' }, prepare: inNode('cdk8s') },
  {
    name: 'cdk8s-plus',
    upTo: { apps: 1000, reason: 'quadratic in charts: minutes at 5,000' },
    prepare: inNode('cdk8s-plus'),
  },
  { name: 'Helm', needs: 'helm', prepare: inHelm('from the props', false) },
  { name: 'Helm, a file for each app', needs: 'helm', prepare: inHelm('from the props', true) },
  { name: 'Helm, condensed', needs: 'helm', prepare: inHelm('condensed', false) },
  { name: 'Helm, names alone', needs: 'helm', prepare: inHelm('names alone', false) },
  { name: 'Helm, names alone, a file for each app', needs: 'helm', prepare: inHelm('names alone', true) },
  {
    name: 'Kustomize',
    needs: 'kustomize',
    upTo: { apps: 1000, reason: 'quadratic in objects: minutes at 10,000' },
    prepare: prepareKustomize,
  },
  {
    name: 'jsonnet',
    needs: 'jsonnet',
    prepare: prepareJsonnet,
  },
  { name: 'floor: YAML of plain objects', prepare: inNode('floor-yaml') },
  { name: 'floor: JSON of plain objects', prepare: inNode('floor-json') },
];

/** In build/bench/bin, where the documentation installs them, or on the PATH. */
export function tool(name: string): string {
  const own = path.join(__dirname, '../build/bench/bin', name);
  const folders = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  return [own, ...folders].find((file) => fs.existsSync(file)) ?? '';
}
