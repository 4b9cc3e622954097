import { stringify } from 'yaml';
import type { KubeObject } from '../support/kubernetes/client';
import { client, cluster, eventually, inNamespace, kubectl, newNamespace } from '../support/kubernetes/cluster';
import { distFolders, type ManifestSet } from '../support/kubernetes/discover';

/** What kubectl prints; throws what it says when it fails. */
export async function run(args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await kubectl(args, input);
  if (code !== 0) {
    throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  }
  return stdout.trim();
}

/** Runs a command of a shell in a pod. */
export function sh(pod: string, namespace: string, script: string): Promise<string> {
  return run(['exec', '-n', namespace, pod, '--', 'sh', '-c', script]);
}

export function applyObjects(objects: readonly KubeObject[]): Promise<string> {
  return run(['apply', '--validate=strict', '-f', '-'], objects.map((object) => stringify(object)).join('---\n'));
}

export const getPod = (name: string, namespace: string): Promise<KubeObject> =>
  client.get({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace } });

const isReady = ({ metadata, status }: KubeObject): boolean =>
  metadata.deletionTimestamp === undefined && readySince({ status }) !== undefined;

/** When a pod became ready, in milliseconds. */
export function readySince({ status }: KubeObject): number | undefined {
  const condition = ((status?.conditions ?? []) as KubeObject[]).find(({ type }) => type === 'Ready');
  return condition?.status === 'True' ? Date.parse(condition.lastTransitionTime as string) : undefined;
}

/** The pod, once it is ready; with `other`, once another of its name has taken its place. */
export function readyPod(name: string, namespace: string, other?: KubeObject): Promise<KubeObject> {
  return eventually(
    async () => {
      const pod = await getPod(name, namespace);
      return isReady(pod) && pod.metadata.uid !== other?.metadata.uid && pod;
    },
    120,
    `${namespace}/${name} ready`,
  );
}

/** A pod that asks others for their addresses and pages. */
export interface Asker {
  /** The addresses that a name has in DNS. */
  addresses(host: string): Promise<string[]>;
  /** What a GET answers. */
  page(url: string): Promise<string>;
}

export async function startAsker(): Promise<Asker> {
  const namespace = await newNamespace('client');
  const container = (name: string, image: string): object => ({ name, image, command: ['sleep', '36000'] });
  await applyObjects([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'client', namespace },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [container('dns', 'busybox:1.35'), container('http', 'nginx:1.22.1')],
      },
    },
  ]);
  await readyPod('client', namespace);
  const ask = (name: string, script: string): Promise<string> =>
    run(['exec', '-n', namespace, 'client', '-c', name, '--', 'sh', '-c', script]);
  return {
    addresses: async (host) => (await ask('dns', addressesScript(host))).split('\n').sort(),
    page: (url) => ask('http', `curl -sfm 5 '${url}'`),
  };
}

/** Prints the addresses of a name, with the nslookup of busybox. */
function addressesScript(host: string): string {
  return `nslookup ${host} | sed '1,/^Name:/d' | sed -n 's/^Address[^:]*: *//p'`;
}

/** The folder of dist/ whose storage classes this cluster has. */
export async function distForCluster(): Promise<ManifestSet> {
  const classes = (await client.list('storage.k8s.io/v1', 'StorageClass', '')).map(({ metadata }) => metadata.name);
  const folders = distFolders();
  const fits = ({ objects }: ManifestSet): boolean => classesOf(objects).every((name) => classes.includes(name));
  const found = folders.find(fits) ?? (cluster.own ? undefined : withDefaultClass(folders[0]));
  if (found === undefined) {
    throw new Error(`No folder of dist/ uses only the storage classes of this cluster: ${classes.join(', ')}`);
  }
  return found;
}

function classesOf(objects: readonly KubeObject[]): string[] {
  return [...JSON.stringify(objects).matchAll(/"storageClassName":"([^"]+)"/g)].map(([, name]) => name ?? '');
}

/** For a cluster that no folder was made for: the same with its default class. */
function withDefaultClass(set: ManifestSet | undefined): ManifestSet | undefined {
  if (set !== undefined) {
    process.stderr.write(`No folder of dist/ has the storage classes of this cluster: ${set.name} with its default\n`);
  }
  return (
    set && { ...set, objects: JSON.parse(JSON.stringify(set.objects).replaceAll(/"storageClassName":"[^"]+",?/g, '')) }
  );
}

/** Applies a folder: byte for byte as it is committed on a cluster of this run, else in a namespace of its own. */
export async function deploy(set: ManifestSet): Promise<{ objects: KubeObject[]; apply: () => Promise<string> }> {
  if (cluster.own) {
    return { objects: [...set.objects], apply: () => run(['apply', '--validate=strict', '-k', set.name]) };
  }
  const namespace = await newNamespace('dist');
  const objects = set.objects.map((object) => inNamespace(object, namespace));
  return { objects, apply: () => applyObjects(objects) };
}
