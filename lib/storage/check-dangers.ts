import { joinOr } from '../messages/nearest-names';
import type { Problem, Report } from '../messages/problem';
import type { ClaimRequest, Spread } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { topologyOf } from './provisioner-facts';
import { ReclaimPolicy, VolumeBindingMode } from './storage-class';
import type { TargetClass } from './target-class';
import { VolumeTopology } from './volume-topology';

/** What is legal and works, until something happens to the claim, the node or the zone. */
export function adviseClass(
  report: Report,
  request: ClaimRequest,
  target: TargetClass,
  cluster: ClusterKnowledge,
  spread: Spread,
): void {
  const { storageClass, title } = target;
  const prop = `${request.prop}.storageClass`;
  const topology =
    target.provisioner === undefined ? 'unknown' : topologyOf(target.provisioner, storageClass.parameters);
  if (storageClass.reclaimPolicy === ReclaimPolicy.DELETE) report(deletingClass(prop, target, cluster));
  if (topology === VolumeTopology.NODE) {
    const against =
      spread.zones === undefined && spread.nodes === undefined ? '' : ', which contradicts the required spread';
    report({
      code: 'node-local-volume',
      prop,
      message: `${title} keeps each volume on one node${against}. Its pod can start on no other node, and if the node is lost, so is the data`,
    });
  }
  if (topology === VolumeTopology.ZONE && spread.zones === 'required') {
    report({
      code: 'zonal-volume-spread',
      prop,
      message: `${title} keeps each volume in one zone, so a pod cannot follow the required spread to another zone: pods whose volumes are in the wrong zone stay Pending`,
    });
  }
  if (
    storageClass.volumeBindingMode === VolumeBindingMode.IMMEDIATE &&
    (topology === VolumeTopology.ZONE || topology === VolumeTopology.NODE)
  ) {
    const place = topology === VolumeTopology.ZONE ? 'zone' : 'node';
    report({
      code: 'immediate-binding',
      prop,
      message: `${title} creates the volume in some ${place} before the pod is scheduled (volumeBindingMode: Immediate). A pod that cannot run in that ${place} stays Pending with a volume node affinity conflict`,
    });
  }
}

function deletingClass(prop: string, target: TargetClass, cluster: ClusterKnowledge): Problem {
  const keeping = keepingClasses(target, cluster);
  return {
    code: 'reclaim-policy-delete',
    prop,
    message: `${target.title} deletes the volume and its data as soon as the claim is deleted (reclaimPolicy: Delete)`,
    remedy:
      keeping.length === 0
        ? undefined
        : `Use class ${joinOr(keeping)}, which keeps volumes, or acknowledge this and keep backups`,
  };
}

/** Whether several pods can use one claim. Holds for any class. */
export function checkSharing(report: Report, { prop, sharedByPods, accessModes }: ClaimRequest): void {
  if (sharedByPods !== true || !accessModes.includes('ReadWriteOncePod')) return;
  report({
    code: 'read-write-once-pod-shared',
    prop: `${prop}.accessModes`,
    message: 'several pods mount the claim, but ReadWriteOncePod lets one pod use it: the others stay Pending',
  });
}

/** Whether several pods can use one claim wherever they run. Holds for any class. */
export function adviseSharing(report: Report, { prop, sharedByPods, accessModes }: ClaimRequest): void {
  if (sharedByPods !== true || accessModes.length === 0 || accessModes.some((mode) => mode !== 'ReadWriteOnce')) return;
  report({
    code: 'read-write-once-shared',
    prop: `${prop}.accessModes`,
    message: 'several pods mount the claim, but ReadWriteOnce lets one node use it: pods on other nodes do not start',
  });
}

/** Classes of the same provisioner that keep the volume. */
function keepingClasses(target: TargetClass, cluster: ClusterKnowledge): string[] {
  return cluster.classes
    .filter((one) => one.provisioner === target.storageClass.provisioner && one.reclaimPolicy === ReclaimPolicy.RETAIN)
    .map(({ name }) => `'${name}'`)
    .sort()
    .slice(0, 3);
}
