import { ListCode, Literal } from '../code/code';
import { print } from '../code/print';
import { quoted } from '../code/text-literal';
import type { AppFile } from './app-file';
import { identifierOf } from './identifier';

/** What a program makes. */
export interface Program {
  /** By the namespace of their chart; undefined where their objects name none. */
  readonly charts: readonly ProgramChart[];
  /** Files of objects that are taken as they are. */
  readonly included: readonly string[];
  /** Name of the cluster that it is for. Default: none, and nothing is known of it. */
  readonly cluster?: string;
}

export interface ProgramChart {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly apps: readonly (AppFile & { readonly file: string })[];
}

export function printMain({ charts, included, cluster }: Program): string {
  const needsPath = included.length > 0 || cluster !== undefined;
  const cdk8s = [
    ...(charts.length > 0 || included.length > 0 ? ['Chart'] : []),
    ...(included.length > 0 ? ['Include'] : []),
  ];
  const apps = charts.flatMap((chart) => chart.apps);
  return [
    ...(needsPath ? [`import * as path from 'node:path';`] : []),
    ...(cdk8s.length > 0 ? [`import { ${cdk8s.join(', ')} } from 'cdk8s';`] : []),
    `import { ${cluster === undefined ? '' : 'Cluster, '}GitOpsApp } from 'cdk8s-stateful-web-app';`,
    ...apps.map(({ identifier, file }) => `import { ${identifier} } from './${file}';`),
    '',
    'const app = new GitOpsApp();',
    ...(cluster === undefined
      ? []
      : [`const cluster = app.cluster(Cluster.fromFolder(path.join(__dirname, 'clusters', ${quoted(cluster)})));`]),
    ...charts.flatMap((chart) => chartLines(chart, cluster === undefined ? 'app' : 'cluster')),
    ...includeLines(included, cluster === undefined ? 'app' : 'cluster'),
    '',
    'app.synth();',
    '',
  ].join('\n');
}

function chartLines({ name, namespace, apps }: ProgramChart, scope: string): string[] {
  const variable = `${identifierOf(name)}Chart`;
  const props = namespace === undefined ? '' : `, { namespace: ${quoted(namespace)} }`;
  return [
    '',
    `const ${variable} = new Chart(${scope}, ${quoted(name)}${props});`,
    ...apps.map(({ identifier }) => `${identifier}(${variable});`),
  ];
}

function includeLines(files: readonly string[], scope: string): string[] {
  if (files.length === 0) return [];
  return [
    '',
    '// What is no StatefulWebApp, as it was.',
    `const others = new Chart(${scope}, 'others');`,
    `for (const file of ${print(new ListCode(files.map((file) => new Literal(file))), 0, 22)}) {`,
    '  new Include(others, file, { url: path.join(__dirname, file) });',
    '}',
  ];
}
