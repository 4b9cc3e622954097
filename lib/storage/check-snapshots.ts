import type { ClaimRequest, StorageDiagnostic } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { joinOr, nearestNames } from '../messages/nearest-names';
import type { VolumeSnapshotClassProps } from './storage-class';
import type { Target } from './target-class';

const INSTEAD = 'Take a class that can, or copy the data with the app itself';

/** Snapshots of a claim, and claims made from a snapshot or another claim. */
export function* checkSnapshots(
  request: ClaimRequest,
  target: Target,
  cluster: ClusterKnowledge,
): Iterable<StorageDiagnostic> {
  if (request.source !== undefined) {
    yield* checkSource(request, target);
  }
  if (request.snapshots !== true || target.kind !== 'class') {
    return;
  }
  const prop = `${request.prop}.snapshots`;
  const { storageClass, provisioner, title } = target;
  if (provisioner?.snapshots === 'no') {
    yield error('snapshot-unsupported', prop, `${title} takes no snapshots`, INSTEAD);
    return;
  }
  const classes = cluster.snapshotClasses;
  if (classes === undefined) {
    return;
  }
  const fitting = classes.filter(({ driver }) => driver === storageClass.provisioner);
  if (fitting.length > 0) {
    yield* checkSnapshotClass(request, storageClass.provisioner, fitting, cluster);
  } else {
    const have = classes.map(({ name, driver }) => `${name} (${driver})`).sort();
    yield error(
      'no-volume-snapshot-class',
      prop,
      `cluster '${cluster.name}' has no VolumeSnapshotClass for driver '${storageClass.provisioner}' of storage class '${storageClass.name}'${have.length === 0 ? '' : `, only ${joinOr(have, 'and')}`}`,
      'Install one for that driver and capture the cluster again',
    );
  }
}

/** The class that is named, or the default one: the snapshot controller takes the default class of the driver, if it is one alone. */
function* checkSnapshotClass(
  { snapshotClass, prop }: ClaimRequest,
  driver: string,
  fitting: readonly VolumeSnapshotClassProps[],
  cluster: ClusterKnowledge,
): Iterable<StorageDiagnostic> {
  const names = fitting.map(({ name }) => name).sort();
  if (snapshotClass !== undefined) {
    if (!names.includes(snapshotClass)) {
      const near = nearestNames(snapshotClass, names);
      yield {
        ...error(
          'unknown-volume-snapshot-class',
          `${prop}.snapshotClass`,
          `must be a VolumeSnapshotClass of cluster '${cluster.name}' for driver '${driver}' (${names.join(', ')})`,
          near.length === 0 ? 'Name one of these' : `Write ${joinOr(near.map((name) => `'${name}'`))}, the nearest`,
        ),
        value: snapshotClass,
      };
    }
    return;
  }
  const defaults = fitting.filter(({ isDefault }) => isDefault !== false);
  if (defaults.length !== 1 && fitting.every(({ isDefault }) => isDefault !== undefined)) {
    yield error(
      'no-default-volume-snapshot-class',
      `${prop}.snapshotClass`,
      `cluster '${cluster.name}' has ${defaults.length === 0 ? 'no' : 'more than one'} default VolumeSnapshotClass for driver '${driver}', so a snapshot that names none is never taken`,
      `Name one: ${joinOr(names.map((name) => `'${name}'`))}`,
    );
  }
}

function* checkSource(request: ClaimRequest, target: Target): Iterable<StorageDiagnostic> {
  const prop = `${request.prop}.source`;
  const code = request.source === 'snapshot' ? 'restore-unsupported' : 'clone-unsupported';
  const what = request.source === 'snapshot' ? 'makes no volume from a snapshot' : 'makes no volume from another claim';
  if (target.kind === 'none') {
    yield error(
      code,
      prop,
      `a claim without a storage class ${what}: nothing makes its volume`,
      'Name a class whose provisioner can',
    );
  } else if (target.kind === 'class') {
    const support = request.source === 'snapshot' ? target.provisioner?.snapshots : target.provisioner?.clones;
    if (support === 'no') {
      yield error(code, prop, `${target.title} ${what}`, INSTEAD);
    }
  }
}

function error(code: string, prop: string, message: string, remedy: string): StorageDiagnostic {
  return { severity: 'error', code, prop, message, remedy };
}
