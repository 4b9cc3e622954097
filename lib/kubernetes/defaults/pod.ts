import { asObject, asObjects, isPlainObject, type PlainObject } from '../plain';
import type { Defaults } from './fill';

/** What pods get, and pod templates do not. */
export const POD_DEFAULTS: Readonly<Record<string, Defaults>> = {
  Pod: (pod) => {
    const spec = asObject(pod['spec']);
    if (Number(spec['terminationGracePeriodSeconds']) < 0) spec['terminationGracePeriodSeconds'] = 1;
    const containers = [...asObjects(spec['containers']), ...asObjects(spec['initContainers'])];
    for (const container of containers) {
      requestsFromLimits(container);
      if (spec['hostNetwork'] !== true) continue;
      for (const port of asObjects(container['ports'])) port['hostPort'] ??= port['containerPort'];
    }
    spec['enableServiceLinks'] ??= true;
  },
  ReplicationController: (controller) => {
    const spec = asObject(controller['spec']);
    const labels = asObject(asObject(asObject(spec['template'])['metadata'])['labels']);
    if (Object.keys(labels).length === 0) return;
    spec['selector'] ??= { ...labels };
    const metadata = asObject(controller['metadata']);
    metadata['labels'] ??= { ...labels };
  },
  ReplicationControllerSpec: (spec) => {
    spec['replicas'] ??= 1;
  },
  ReplicaSetSpec: (spec) => {
    spec['replicas'] ??= 1;
  },
};

function requestsFromLimits(container: PlainObject): void {
  const { resources } = container;
  if (!isPlainObject(resources)) return;
  const limits = asObject(resources['limits']);
  if (Object.keys(limits).length > 0) resources['requests'] = { ...limits, ...asObject(resources['requests']) };
}

const ACCOUNT_VOLUME = 'kube-api-access';

/** What the API server writes into a new Pod after its defaults: an account with its token, tolerations, a priority. Changes `pod`. */
export function admitPod(pod: PlainObject): void {
  const spec = asObject(pod['spec']);
  spec['serviceAccountName'] ??= 'default';
  spec['serviceAccount'] ??= spec['serviceAccountName'];
  if (spec['priorityClassName'] === undefined) {
    spec['priority'] ??= 0;
    spec['preemptionPolicy'] ??= 'PreemptLowerPriority';
  }
  tolerateLostNodes(pod);
  if (spec['automountServiceAccountToken'] !== false)
    spec['volumes'] = [...asObjects(spec['volumes']), accountVolume()];
}

/** What it writes into a changed one as well: a lost node is tolerated for five minutes. Changes `pod`. */
export function tolerateLostNodes(pod: PlainObject): void {
  const spec = asObject(pod['spec']);
  const tolerations = asObjects(spec['tolerations']);
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) => !tolerations.some((each) => tolerates(each, key)),
  );
  const added = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  spec['tolerations'] = [...tolerations, ...added];
}

function tolerates(toleration: PlainObject, key: string): boolean {
  const everything = toleration['key'] === undefined && toleration['operator'] === 'Exists';
  return (everything || toleration['key'] === key) && (toleration['effect'] ?? 'NoExecute') === 'NoExecute';
}

function accountVolume(): PlainObject {
  return { name: ACCOUNT_VOLUME, projected: { defaultMode: 0o644 } };
}
