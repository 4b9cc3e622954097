import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { plan, type PlanOptions } from '../../lib/plan';
import { commandsOf } from '../../lib/plan/remedy';
import { prepareSides } from '../../lib/manifests/sides';
import { manifestsOf } from '../../lib/manifests/read';
import { builtTool, type PipelineTool } from '../../scripts/pipeline-tools/build';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster, type Ended } from '../support/kubernetes/cluster';

const ADVICE = 'run `npm run tools`, which builds it with Go and takes some minutes the first time';

/** `describe`, for what needs a tool: skipped with the reason where it is not built. */
export function describeWith(tool: PipelineTool): jest.Describe {
  if (builtTool(tool) !== undefined) return describe;
  process.stderr.write(`SKIPPED: ${tool} is not built: ${ADVICE}\n`);
  return describe.skip;
}

/** Runs a tool against the cluster, with folders of its own. */
export function runTool(tool: PipelineTool, args: readonly string[], input = ''): Promise<Ended> {
  const home = path.join(cluster.folder, `home-${process.pid}`);
  fs.mkdirSync(home, { recursive: true });
  return new Promise((resolve, reject) => {
    const child = execFile(
      builtTool(tool) ?? tool,
      args,
      {
        env: { PATH: process.env['PATH'], HOME: home, KUBECONFIG: cluster.kubeconfig },
        maxBuffer: 1 << 26,
        timeout: 90_000,
      },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

/** A chart whose templates are these objects, as they are. */
export function chartOf(objects: readonly KubeObject[], files: Readonly<Record<string, string>> = {}): string {
  // Test files run beside one another.
  const folder = fs.mkdtempSync(path.join(cluster.folder, 'chart-'));
  const texts = {
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    ...Object.fromEntries(objects.map((object, index) => [`templates/${index}.yaml`, JSON.stringify(object)])),
    ...files,
  };
  for (const [file, text] of Object.entries(texts)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** What the plan says to this change on this server: codes of findings by object, and whether something is refused. */
export function planned(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  options: PlanOptions & { readonly namespace: string },
): {
  readonly refused: boolean;
  readonly codes: readonly string[];
  readonly text: string;
  /** The commands of what is to be done about each finding of a code. */
  readonly commands: (code: string) => readonly string[];
} {
  const side = (objects: readonly KubeObject[]): ReturnType<typeof manifestsOf> =>
    manifestsOf([
      { name: 'x.json', path: '', text: objects.map((each) => JSON.stringify(each)).join('\n---\n'), named: true },
    ]);
  const kubernetes = `1.${cluster.minor}`;
  const sides = prepareSides(side(before), side(after), { apply: 'client', ...options, kubernetes, validate: 'warn' });
  const { changes } = plan(sides.before, sides.after, { ...options, kubernetes, facts: sides.facts });
  const findings = changes.flatMap((change) => change.findings);
  return {
    refused: findings.some(({ impact }) => impact === 'rejected'),
    codes: findings.map(({ code }) => code),
    text: findings.map(({ message }) => message).join('\n'),
    commands: (code) =>
      findings
        .filter((finding) => finding.code === code)
        .flatMap(({ remedy }) => remedy.flatMap(commandsOf).map(({ text }) => text)),
  };
}

/** A definition and an object of it. */
export function customResource(group: string): KubeObject[] {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `gizmos.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Gizmo', plural: 'gizmos' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
  return [definition, { apiVersion: `${group}/v1`, kind: 'Gizmo', metadata: { name: 'one' } }];
}

/** The live object, or undefined. */
export async function live(object: KubeObject, namespace: string): Promise<KubeObject | undefined> {
  return client.get({ ...object, metadata: { ...object.metadata, namespace } }).catch(() => undefined);
}
