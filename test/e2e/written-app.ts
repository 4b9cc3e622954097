import type { Manifest } from '../../lib/kubernetes/manifest';
import { claimTemplate, container, statefulSet } from '../plan/objects';
import type { KubeObject } from '../support/kubernetes/client';
import { client, newNamespace } from '../support/kubernetes/cluster';
import { readyPod, sh } from './cluster-actions';
import { type Commit, deliver } from './follow-remedy';

type Fields = Record<string, unknown>;

/** Where the pods of these apps have their volume `www`. */
const FILE = '/data/file';

/** Fields of the pods: one container that stops at once. */
export const POD: Fields = {
  terminationGracePeriodSeconds: 0,
  containers: [
    container({ image: 'busybox:1.35', command: ['sh', '-c', 'trap exit TERM; while :; do sleep 1; done'] }),
  ],
};

/** An app on the cluster whose pods have each written something. */
export interface WrittenApp {
  readonly namespace: string;
  /** The app's StatefulSet with other fields. */
  set(spec?: Fields, pod?: Fields, metadata?: Fields): Manifest;
  uids(kind: 'Pod' | 'PersistentVolumeClaim', names: readonly string[]): Promise<string[]>;
  /** The volumes behind claims. */
  volumes(claims: readonly string[]): Promise<string[]>;
  /** What the pods read, once they are ready. */
  read(pods: readonly string[], file?: string): Promise<string[]>;
  live(apiVersion: string, kind: string, name: string): Promise<KubeObject>;
}

export const PODS = ['web-0', 'web-1'];
export const CLAIMS = ['www-web-0', 'www-web-1'];

/** Deploys the StatefulSet of the tests of plan, and whatever belongs to it. */
export async function writtenApp(
  purpose: string,
  spec: Fields = {},
  { apply, pod = POD, others = [] }: { apply?: Commit['apply']; pod?: Fields; others?: readonly Manifest[] } = {},
): Promise<WrittenApp> {
  const namespace = await newNamespace(purpose);
  const set: WrittenApp['set'] = (fields = {}, podFields = pod, metadata = {}) =>
    statefulSet({ ...spec, ...fields }, podFields, { namespace, ...metadata });
  const live: WrittenApp['live'] = (apiVersion, kind, name) =>
    client.get({ apiVersion, kind, metadata: { name, namespace } });
  const after = [set(), ...others.map((each) => ({ ...each, metadata: { ...each.metadata, namespace } }))];
  await deliver({ before: [], after, ...(apply && { apply: apply === 'replace' ? 'client' : apply }) });
  for (const name of PODS) {
    await readyPod(name, namespace);
    await sh(name, namespace, `echo "written by ${name}" >${FILE}`);
  }
  return {
    namespace,
    set,
    live,
    uids: (kind, names) =>
      Promise.all(names.map(async (name) => (await live('v1', kind, name)).metadata.uid as string)),
    volumes: (claims) =>
      Promise.all(
        claims.map(async (name) => (await live('v1', 'PersistentVolumeClaim', name)).spec.volumeName as string),
      ),
    read: async (pods, file = FILE) => {
      const texts: string[] = [];
      for (const name of pods) {
        await readyPod(name, namespace);
        texts.push(await sh(name, namespace, `cat ${file}`));
      }
      return texts;
    },
  };
}

export { claimTemplate };
