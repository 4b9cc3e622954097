import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { plainObjects } from './objects';

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

const text = (objects: readonly object[]): string => objects.map((object) => stringify(object)).join('---\n');
const namesOf = (apps: number): string[] => Array.from({ length: apps }, (_, index) => `web-${index}`);

function helmChart(folder: string): string {
  fs.mkdirSync(path.join(folder, 'templates'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
  return text(plainObjects('NAME')).replaceAll('NAME', '{{ .name }}');
}

const prepareHelm: Prepare = (apps, folder) => {
  const template = helmChart(folder);
  fs.writeFileSync(path.join(folder, 'values.yaml'), stringify({ apps: namesOf(apps).map((name) => ({ name })) }));
  fs.writeFileSync(path.join(folder, 'templates/apps.yaml'), `{{- range .Values.apps }}\n---\n${template}{{- end }}\n`);
  return { command: [tool('helm'), 'template', 'bench', '.'], output: path.join(folder, 'stdout') };
};

/** As this library writes: Helm writes a file for each template, so each app is one, of a shared definition. */
const prepareHelmFiles: Prepare = (apps, folder) => {
  const template = helmChart(folder);
  fs.writeFileSync(path.join(folder, 'templates/_app.tpl'), `{{- define "app" }}\n${template}{{- end }}\n`);
  for (const name of namesOf(apps)) {
    const call = `{{ include "app" (dict "name" "${name}") }}\n`;
    fs.writeFileSync(path.join(folder, `templates/${name}.yaml`), call);
  }
  return {
    command: [tool('helm'), 'template', 'bench', '.', '--output-dir', 'out'],
    output: path.join(folder, 'out/bench/templates'),
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
  {
    name: 'Helm',
    needs: 'helm',
    prepare: prepareHelm,
  },
  { name: 'Helm, a file for each app', needs: 'helm', prepare: prepareHelmFiles },
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
