import { execFile } from 'node:child_process';
import { Client, good, type KubeObject } from './client';

/** What a suite runs on, as setup.ts found it. */
export interface Cluster {
  readonly kubeconfig: string;
  /** A folder for test data, removed at the end. */
  readonly folder: string;
  /** 30 of Kubernetes 1.30. */
  readonly minor: number;
  /** Whether controllers act on what is applied. */
  readonly controllers: boolean;
  /** Whether it was started for this run, and so holds nothing that could be somebody's. */
  readonly own: boolean;
  readonly kind: 'control-plane' | 'node' | 'cluster';
  /** Marks the namespaces of this run. */
  readonly run: string;
  readonly kubectl: string;
}

export const cluster = JSON.parse(process.env.TEST_CLUSTER ?? '{}') as Cluster;
export const client = Client.of(cluster.kubeconfig);

let namespaces = 0;

/** A namespace of this run, removed at its end. */
export async function newNamespace(purpose: string, labels: Readonly<Record<string, string>> = {}): Promise<string> {
  const name = `web-app-test-${cluster.run}-${purpose}-${process.hrtime()[1].toString(36)}${namespaces++}`;
  good(
    await client.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ...labels, 'stateful-web-app/test-run': cluster.run } },
    }),
  );
  if (cluster.controllers) {
    // Pods are refused until it is there.
    await eventually(() =>
      client.get({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } }),
    );
  }
  return name;
}

/** The object as a pipeline would deploy it to another namespace: also in the names that its environment holds. */
export function inNamespace(object: KubeObject, namespace: string): KubeObject {
  const from = (object.metadata.namespace ?? 'default') as string;
  const text = JSON.stringify(object).replaceAll(`.${from}.svc.`, `.${namespace}.svc.`);
  const moved = JSON.parse(text) as KubeObject;
  return { ...moved, metadata: { ...moved.metadata, namespace } };
}

/** What a command of kubectl ended with. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl against the cluster, whatever comes of it. */
export function kubectl(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      cluster.kubectl,
      ['--kubeconfig', cluster.kubeconfig, ...args],
      { env: { ...process.env, KUBECONFIG: cluster.kubeconfig }, maxBuffer: 1 << 26, timeout: 120_000 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') {
          reject(error);
        } else {
          resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
        }
      },
    );
    child.stdin?.end(input);
  });
}

/** Asks until the answer is neither an error nor undefined or false; then fails with the last error. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false>,
  seconds = 60,
  what = 'the expected state',
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    let problem = new Error(`${what} did not come within ${seconds} s`);
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
    } catch (error) {
      problem = error as Error;
    }
    if (Date.now() > end) {
      throw problem;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
