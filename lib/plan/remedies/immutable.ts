import { textOf } from '../../kubernetes/plain';

const AGAIN = 'delete it, and let the pipeline create it again';

/** What deleting an object that cannot change does meanwhile, by kind. A kind that is not here is not to be deleted. */
const MEANWHILE: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    ClusterRoleBinding: 'Its subjects lack these rights meanwhile.',
    ConfigMap: 'Pods that start meanwhile wait for it.',
    CSIDriver: 'Existing volumes stay.',
    DaemonSet: 'All its pods stop meanwhile.',
    Deployment: 'All its pods stop meanwhile.',
    IngressClass: 'Controllers may let go of its Ingresses meanwhile.',
    Job: 'It then runs once more.',
    Pod: 'The pod stops meanwhile.',
    PriorityClass: 'Running pods keep their priority; new pods that name it are refused meanwhile.',
    ReplicaSet: 'All its pods stop meanwhile.',
    ResourceQuota: 'Nothing is limited meanwhile.',
    RoleBinding: 'Its subjects lack these rights meanwhile.',
    RuntimeClass: 'New pods that name it are refused meanwhile.',
    Secret: 'Pods that start meanwhile wait for it.',
    StorageClass: 'Existing volumes stay as they are; new claims wait meanwhile.',
    VolumeAttributesClass: 'Existing volumes stay as they are.',
  }),
);

const KEPT: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    CustomResourceDefinition:
      'Revert the change. Do not delete the definition: all objects of its kind are deleted with it. For another scope or name, declare a second definition and move the objects over.',
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
    return 'Revert the change, or declare a new object under another name and let the users of the old one move over.';
  }
  const job = name === 'Job' ? 'Revert the change, or give the Job a new name.' : 'Revert the change.';
  return `${job} If you really want it: ${AGAIN}. ${meanwhile}`;
}
