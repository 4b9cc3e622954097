import type { ClaimRequest, Spread, StorageDiagnostic } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { joinOr } from '../messages/nearest-names';
import { topologyOf } from './provisioner-facts';
import { ReclaimPolicy, VolumeBindingMode } from './storage-class';
import type { TargetClass } from './target-class';
import { VolumeTopology } from './volume-topology';

/** What is legal and works, until the day that it does not. */
export function* checkDangers(
  request: ClaimRequest,
  target: TargetClass,
  cluster: ClusterKnowledge,
  spread: Spread,
): Iterable<StorageDiagnostic> {
  const { storageClass, title } = target;
  const topology =
    target.provisioner === undefined ? 'unknown' : topologyOf(target.provisioner, storageClass.parameters);
  const warning = (code: string, message: string, remedy: string): StorageDiagnostic => ({
    severity: 'warning',
    code,
    prop: `${request.prop}.storageClass`,
    message,
    remedy,
  });
  if (storageClass.reclaimPolicy === ReclaimPolicy.DELETE) {
    const keeping = keepingClasses(target, cluster);
    yield warning(
      'reclaim-policy-delete',
      `${title} deletes the volume and its data as soon as the claim is deleted (reclaimPolicy: Delete)`,
      `${keeping.length === 0 ? 'Take a class with reclaimPolicy: Retain' : `Take class ${joinOr(keeping)}, which keeps them`}, or acknowledge it and keep backups`,
    );
  }
  if (topology === VolumeTopology.NODE) {
    yield warning(
      'node-local-volume',
      `${title} keeps each volume on one node${spread.zones === undefined && spread.nodes === undefined ? '' : ', against the spread that you ask for'}: its pod can start on no other, and the data is lost with the node`,
      'Take a class whose volumes can be reached from every node, or acknowledge it if the app keeps copies of its data',
    );
  }
  if (topology === VolumeTopology.ZONE && spread.zones === 'required') {
    yield warning(
      'zonal-volume-spread',
      `${title} keeps each volume in one zone, so a pod cannot follow the required spread over zones to another: pods whose volumes lie in the wrong zone stay Pending`,
      'Prefer the spread instead of requiring it, or acknowledge it if the volumes are made under this spread',
    );
  }
  if (
    storageClass.volumeBindingMode === VolumeBindingMode.IMMEDIATE &&
    (topology === VolumeTopology.ZONE || topology === VolumeTopology.NODE)
  ) {
    const place = topology === VolumeTopology.ZONE ? 'zone' : 'node';
    yield warning(
      'immediate-binding',
      `${title} makes the volume in some ${place} before the pod is scheduled (volumeBindingMode: Immediate): a pod that cannot run in that ${place} stays Pending with a volume node affinity conflict`,
      'Take a class with volumeBindingMode: WaitForFirstConsumer',
    );
  }
}

/** What several pods on one claim come to. Holds whatever the class is. */
export function* checkSharing(request: ClaimRequest): Iterable<StorageDiagnostic> {
  if (request.sharedByPods !== true) {
    return;
  }
  const prop = `${request.prop}.accessModes`;
  if (request.accessModes.includes('ReadWriteOncePod')) {
    yield {
      severity: 'error',
      code: 'read-write-once-pod-shared',
      prop,
      message: 'several pods mount the claim, but ReadWriteOncePod lets one pod use it: the others stay Pending',
      remedy: 'Ask for ReadWriteMany, or give each pod a claim of its own',
    };
  } else if (request.accessModes.length > 0 && request.accessModes.every((mode) => mode === 'ReadWriteOnce')) {
    yield {
      severity: 'warning',
      code: 'read-write-once-shared',
      prop,
      message: 'several pods mount the claim, but ReadWriteOnce lets one node use it: pods on other nodes do not start',
      remedy: 'Ask for ReadWriteMany, or give each pod a claim of its own',
    };
  }
}

/** Classes of the same provisioner that keep the volume. */
function keepingClasses(target: TargetClass, cluster: ClusterKnowledge): string[] {
  return cluster.classes
    .filter((one) => one.provisioner === target.storageClass.provisioner && one.reclaimPolicy === ReclaimPolicy.RETAIN)
    .map(({ name }) => `'${name}'`)
    .sort()
    .slice(0, 3);
}
