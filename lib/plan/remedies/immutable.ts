import { textOf } from '../../kubernetes/plain';

const AGAIN = 'delete it, and let the pipeline create it again';

/** What deleting an object that cannot change does meanwhile, by kind. A kind that is not here is not to be deleted. */
const MEANWHILE: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    ClusterRoleBinding: 'Until then its subjects lack these rights.',
    ConfigMap: 'Pods that start before then wait for it.',
    CSIDriver: 'Existing volumes are kept.',
    DaemonSet: 'All its pods are deleted, and start again with it.',
    Deployment: 'All its pods are deleted, and start again with it.',
    IngressClass: 'Until then controllers may stop serving its Ingresses.',
    Job: 'The Job then runs once more.',
    Pod: 'Until then the pod is down.',
    PriorityClass: 'Running pods keep their priority. Until then the API server refuses new pods that name it.',
    ReplicaSet: 'All its pods are deleted, and start again with it.',
    ResourceQuota: 'Until then nothing is limited.',
    RoleBinding: 'Until then its subjects lack these rights.',
    RuntimeClass: 'Until then the API server refuses new pods that name it.',
    Secret: 'Pods that start before then wait for it.',
    StorageClass: 'Existing volumes do not change. Until then new claims wait.',
    VolumeAttributesClass: 'Existing volumes do not change.',
  }),
);

const KEPT: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    CustomResourceDefinition:
      'Revert the change. Do not delete the definition: all objects of its kind are deleted with it. If you need another scope or name, declare a second definition and move the objects to it.',
    PersistentVolume:
      'Revert the change, or declare a new PersistentVolume under another name. Do not delete this one while a claim uses it.',
  }),
);

/** What to do about a field that cannot change. */
export function immutableRemedy(kind: unknown): string {
  const name = textOf(kind);
  const kept = KEPT.get(name);
  if (kept !== undefined) return kept;
  const meanwhile = MEANWHILE.get(name);
  if (meanwhile === undefined) {
    return 'Revert the change, or declare a new object with another name and point the users of the old one to it.';
  }
  const job = name === 'Job' ? 'Revert the change, or give the Job a new name.' : 'Revert the change.';
  return `${job} If you must make it: ${AGAIN}. ${meanwhile}`;
}
