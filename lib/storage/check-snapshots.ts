import { joinOr, nearestNames } from '../messages/nearest-names';
import type { Report } from '../messages/problem';
import type { ClaimRequest, SnapshotRequest } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import type { VolumeSnapshotClassProps } from './storage-class';
import type { Target } from './target-class';

/** Snapshots of a claim, and claims made from a snapshot or another claim. */
export function checkSnapshots(report: Report, request: ClaimRequest, target: Target, cluster: ClusterKnowledge): void {
  if (request.source !== undefined) checkSource(report, `${request.prop}.source`, request.source, target);
  const { snapshots } = request;
  if (snapshots === undefined || target.kind !== 'class') return;
  const { prop } = snapshots;
  const { storageClass, provisioner, title } = target;
  if (provisioner?.snapshots === 'no') {
    report({ code: 'snapshot-unsupported', prop, message: `${title} does not support snapshots` });
    return;
  }
  const classes = cluster.snapshotClasses;
  if (classes === undefined) return;
  const fitting = classes.filter(({ driver }) => driver === storageClass.provisioner);
  if (fitting.length > 0) {
    checkSnapshotClass(report, snapshots, storageClass.provisioner, fitting, cluster);
    return;
  }
  const have = classes.map(({ name, driver }) => `${name} (${driver})`).sort();
  report({
    code: 'no-volume-snapshot-class',
    prop,
    message: `cluster '${cluster.name}' has no VolumeSnapshotClass for driver '${storageClass.provisioner}' of storage class '${storageClass.name}'${have.length === 0 ? '' : `, only ${joinOr(have, 'and')}`}`,
  });
}

/** The class that is named, or the default one: the snapshot controller takes the default class of the driver, if it is one alone. */
function checkSnapshotClass(
  report: Report,
  { className, classProp: prop }: SnapshotRequest,
  driver: string,
  fitting: readonly VolumeSnapshotClassProps[],
  cluster: ClusterKnowledge,
): void {
  const names = fitting.map(({ name }) => name).sort();
  if (className !== undefined) {
    if (names.includes(className)) return;
    const near = nearestNames(className, names).map((name) => `'${name}'`);
    report({
      code: 'unknown-volume-snapshot-class',
      prop,
      value: className,
      message: `must be a VolumeSnapshotClass of cluster '${cluster.name}' for driver '${driver}' (${names.join(', ')})`,
      remedy: near.length === 0 ? 'Name one of these' : `Write ${joinOr(near)}, the nearest`,
    });
    return;
  }
  const defaults = fitting.filter(({ isDefault }) => isDefault !== false);
  if (defaults.length !== 1 && fitting.every(({ isDefault }) => isDefault !== undefined)) {
    report({
      code: 'no-default-volume-snapshot-class',
      prop,
      message: `cluster '${cluster.name}' has ${defaults.length === 0 ? 'no' : 'more than one'} default VolumeSnapshotClass for driver '${driver}', so a snapshot that names none is never taken`,
      remedy: `Name one: ${joinOr(names.map((name) => `'${name}'`))}`,
    });
  }
}

function checkSource(report: Report, prop: string, source: 'snapshot' | 'claim', target: Target): void {
  const [code, what] =
    source === 'snapshot'
      ? (['restore-unsupported', 'cannot create a volume from a snapshot'] as const)
      : (['clone-unsupported', 'cannot create a volume from another claim'] as const);
  if (target.kind === 'none') {
    const message = `a claim without a storage class ${what}: no provisioner creates its volume`;
    report({ code, prop, message, remedy: 'Name a class whose provisioner can' });
  } else if (target.kind === 'class') {
    const support = source === 'snapshot' ? target.provisioner?.snapshots : target.provisioner?.clones;
    if (support === 'no') report({ code, prop, message: `${target.title} ${what}` });
  }
}
