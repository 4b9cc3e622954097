import { type Code, ListCode, Literal, MapCode, type Member } from '../code/code';
import { print } from '../code/print';
import { quoted } from '../code/text-literal';
import type { ProgramApp } from '../environments/program-apps';
import { distinct, identifierOf } from './identifier';
import { importLines, namesIn } from './imports';

/** What a program makes. */
export interface Program {
  readonly environments: readonly ProgramEnvironment[];
  readonly apps: readonly ProgramApp[];
  /** Name of the cluster that it is for. Default: none, and nothing is known of it. */
  readonly cluster?: string;
}

export interface ProgramEnvironment {
  /** Undefined where there is only one. */
  readonly name: string | undefined;
  /** Files of objects that are taken as they are. */
  readonly included: readonly string[];
}

export function printMain({ environments, apps, cluster }: Program): string {
  const hasIncludes = environments.some(({ included }) => included.length > 0);
  const hasClusters = cluster !== undefined || environments.some(({ name }) => name !== undefined);
  const values = apps.flatMap(({ varying }) => varying.flatMap((each) => each.values)).filter(isCode);
  const names = new Set([
    ...(apps.length > 0 || hasIncludes ? ['Chart'] : []),
    ...(hasIncludes ? ['Include'] : []),
    ...(hasClusters ? ['Cluster'] : []),
    'GitOpsApp',
    ...values.flatMap((value) => [...namesIn(value)]),
  ]);
  return [
    ...(hasIncludes || cluster !== undefined ? [`import * as path from 'node:path';`] : []),
    importLines(names),
    ...apps.map(({ identifier, file }) => `import { ${identifier} } from './${file}';`),
    '',
    'const app = new GitOpsApp();',
    ...environments.flatMap((environment, index) => environmentLines(environment, index, apps, cluster)),
    '',
    'app.synth();',
    '',
  ].join('\n');
}

function isCode(code: Code | Member | undefined): code is Code {
  return code !== undefined;
}

function environmentLines(
  { name, included }: ProgramEnvironment,
  index: number,
  apps: readonly ProgramApp[],
  cluster: string | undefined,
): string[] {
  const scope = name === undefined ? (cluster === undefined ? 'app' : 'cluster') : identifierOf(name);
  const prefix = name === undefined ? '' : scope;
  const made = apps.flatMap((app) =>
    app.uses.flatMap((use, place) => (use.environment === index ? [{ app, use, place }] : [])),
  );
  const namespaces = [...new Set(made.map(({ use }) => use.app.namespace))];
  const charts = distinct(namespaces, (namespace) => variableOf(prefix, namespace ?? 'apps'));
  return [
    ...clusterLines(name, scope, cluster),
    ...namespaces.flatMap((namespace) => [
      '',
      `const ${charts.get(namespace) ?? ''} = new Chart(${scope}, ${quoted(namespace ?? 'apps')}${namespace === undefined ? '' : `, { namespace: ${quoted(namespace)} }`});`,
      ...made
        .filter(({ use }) => use.app.namespace === namespace)
        .map(({ app, place }) => callOf(app, place, charts.get(namespace) ?? '')),
    ]),
    ...includeLines(included, scope, prefix),
  ];
}

function clusterLines(name: string | undefined, scope: string, cluster: string | undefined): string[] {
  if (name !== undefined) return ['', `const ${scope} = app.cluster(Cluster.of({ name: ${quoted(name)} }));`];
  if (cluster === undefined) return [];
  return [`const cluster = app.cluster(Cluster.fromFolder(path.join(__dirname, 'clusters', ${quoted(cluster)})));`];
}

function variableOf(prefix: string, name: string): string {
  return `${identifierOf(prefix === '' ? name : `${prefix}-${name}`)}Chart`;
}

function callOf({ identifier, varying }: ProgramApp, place: number, chart: string): string {
  if (varying.length === 0) return `${identifier}(${chart});`;
  const entries = varying.flatMap(({ name, values }) => {
    const value = values[place];
    return value === undefined ? [] : [{ key: name, value }];
  });
  const head = `${identifier}(${chart}, `;
  return `${head}${print(new MapCode(entries), 0, head.length + 2)});`;
}

function includeLines(files: readonly string[], scope: string, prefix: string): string[] {
  if (files.length === 0) return [];
  const others = prefix === '' ? 'others' : `${prefix}Others`;
  return [
    '',
    '// What is no StatefulWebApp, as it was.',
    `const ${others} = new Chart(${scope}, 'others');`,
    `for (const file of ${print(new ListCode(files.map((file) => new Literal(file))), 0, 22)}) {`,
    `  new Include(${others}, file, { url: path.join(__dirname, file) });`,
    '}',
  ];
}
