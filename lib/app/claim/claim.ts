import { type k8s, PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { dnsLabelFault } from '../../kubernetes/names';
import { parseQuantity } from '../../kubernetes/quantity';
import type { StorageClassRef } from '../../storage/storage-class-ref';
import type { ClaimSource } from './claim-source';
import { checkAnnotations, checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import { checkName, checkUnique } from '../base/problem';
import type { Wire } from '../base/wire';

/**
 * A claim template: each pod gets a volume of its own by it, under a claim `<claim>-<app>-<ordinal>` that outlives the pod.
 *
 * Everything here but the mount is immutable once deployed: the API server refuses the change (plan:
 * `claim-template-immutable`), and existing claims would not follow it anyway.
 */
export interface StatefulClaim {
  /** Name of the claim template and of the volume, a DNS label. Immutable: another name is another, empty volume. */
  readonly name: string;

  /**
   * What each claim asks for when it is made, as a Kubernetes quantity: `1Gi`. Immutable: a larger volume is `grownTo`, and this stays.
   */
  readonly size: string;

  /**
   * The size to which the claims have grown since the template was made, as a quantity: `5Gi`. Give it and leave `size`: the
   * claims of all ordinals then stand in git with the larger request, and no pod restarts. It can rise again, and never fall.
   *
   * @default - the claims have their first size
   */
  readonly grownTo?: string;

  /**
   * What the volume of every ordinal is filled from when its claim is made: a restore or a clone. A claim that exists refuses it, and
   * must be deleted first.
   *
   * @default - the volumes are empty, or as `dataSource` says
   */
  readonly source?: ClaimSource;

  /** The same for chosen ordinals, by ordinal: `{ '1': ClaimSource.snapshot('monday-www-web-1') }`. @default - as `source` says */
  readonly sources?: { readonly [ordinal: string]: ClaimSource };

  /**
   * Absolute path at which the app's container sees the volume.
   *
   * @default - not mounted in the app's container; then another mount must use the claim
   */
  readonly mountPath?: string;

  /** A folder of the volume, instead of its root. @default - the root */
  readonly subPath?: string;

  /** Mount the volume read-only. @default false */
  readonly readOnly?: boolean;

  /** With `volumeMode: BLOCK`, the path of the device in the container. @default - none */
  readonly devicePath?: string;

  /**
   * Which storage class provides the volumes. Immutable.
   *
   * @default StorageClassRef.clusterDefault()
   */
  readonly storageClass?: StorageClassRef;

  /**
   * How nodes may use a volume together. Immutable.
   *
   * @default [PersistentVolumeAccessMode.READ_WRITE_ONCE]
   */
  readonly accessModes?: PersistentVolumeAccessMode[];

  /** A file system or a raw block device. Immutable. @default PersistentVolumeMode.FILE_SYSTEM */
  readonly volumeMode?: PersistentVolumeMode;

  /** Upper bound of the volume's size, as a quantity. Few provisioners know it. Immutable. @default - none */
  readonly maxSize?: string;

  /** Labels that a volume made by hand must have to be bound. Immutable. @default - any */
  readonly selector?: k8s.LabelSelector;

  /** The one volume made by hand that is bound: for one replica only. Immutable. @default - any that fits */
  readonly volumeName?: string;

  /**
   * What every new volume is filled from, also those of ordinals to come: a claim or a snapshot of the namespace. It stands in the
   * template, and is immutable. To restore, use `source` or `sources`. @default - it is empty
   */
  readonly dataSource?: k8s.TypedLocalObjectReference;

  /** The same for other kinds of sources. Immutable. @default - it is empty */
  readonly dataSourceRef?: k8s.TypedObjectReference;

  /** Class of the volumes' changeable attributes, such as their speed. Kubernetes 1.34 and later. Immutable. @default - none */
  readonly volumeAttributesClassName?: string;

  /** Labels of the claims; those of the selector come on top. Immutable. @default - none */
  readonly labels?: { readonly [key: string]: string };

  /** Annotations of the claims. Immutable. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** `mounted`: what containers mount; nothing where claims may be without a mount. */
export function checkClaims(report: Report, claims: readonly StatefulClaim[], mounted?: ReadonlySet<string>): void {
  const names = claims.map(({ name }) => name);
  checkUnique(report, { code: 'claim-name-duplicate', prop: 'claims', names, what: 'claims' });
  for (const claim of claims) {
    const prop = `claims[${claim.name}]`;
    checkName(report, {
      code: 'claim-name-invalid',
      prop: `${prop}.name`,
      value: claim.name,
      fault: dnsLabelFault(claim.name),
    });
    // The API server takes off white space, which a diff then shows for ever.
    const size = /\s/.test(claim.size) ? undefined : parseQuantity(claim.size);
    if (size === undefined || size.isNegative || size.isZero) {
      report({
        code: 'claim-size-invalid',
        prop: `${prop}.size`,
        value: claim.size,
        message: 'must be a quantity above zero',
      });
    }
    if (claim.accessModes?.length === 0) {
      report({
        code: 'claim-access-modes-empty',
        prop: `${prop}.accessModes`,
        message: 'must have at least one access mode',
      });
    }
    if (claim.accessModes?.includes('ReadWriteOncePod' as PersistentVolumeAccessMode) && claim.accessModes.length > 1) {
      report({
        code: 'claim-access-modes-conflict',
        prop: `${prop}.accessModes`,
        value: claim.accessModes,
        message: 'must not have another mode beside ReadWriteOncePod',
      });
    }
    checkVolumeMode(report, claim, prop);
    if (mounted !== undefined && !mounted.has(claim.name)) {
      report({
        code: 'claim-not-mounted',
        prop,
        message: 'no container mounts the claim: each pod would have a volume that nothing uses',
      });
    }
    checkLabels(report, claim.labels, `${prop}.labels`);
    checkAnnotations(report, claim.annotations, `${prop}.annotations`);
  }
}

function checkVolumeMode(report: Report, claim: StatefulClaim, prop: string): void {
  const block = claim.volumeMode === PersistentVolumeMode.BLOCK;
  const wrong = block ? claim.mountPath : claim.devicePath;
  if (wrong !== undefined) {
    report({
      code: 'claim-volume-mode-mismatch',
      prop: `${prop}.${block ? 'mountPath' : 'devicePath'}`,
      value: wrong,
      message: `must not be given for a ${block ? 'block device' : 'file system'}`,
      remedy: block ? 'Give devicePath instead' : 'Give mountPath instead, or set volumeMode to BLOCK',
    });
  }
  if (claim.devicePath !== undefined && !claim.devicePath.startsWith('/')) {
    report({
      code: 'mount-path-relative',
      prop: `${prop}.devicePath`,
      value: claim.devicePath,
      message: 'must be absolute',
      remedy: `Write '/${claim.devicePath}'`,
    });
  }
}

/** The template with `apiVersion` and `kind`, without which structured-merge diffs of Argo CD (`ServerSideApply=true` before 3.6) never come to rest. */
export function renderClaimTemplate(claim: StatefulClaim, namespace?: string): Wire {
  const { maxSize } = claim;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claim.name, namespace, labels: claim.labels, annotations: claim.annotations },
    spec: {
      accessModes: claim.accessModes ?? [PersistentVolumeAccessMode.READ_WRITE_ONCE],
      storageClassName: claim.storageClass?.className,
      volumeMode: claim.volumeMode,
      resources: {
        requests: { storage: claim.size },
        limits: maxSize === undefined ? undefined : { storage: maxSize },
      },
      selector: claim.selector,
      volumeName: claim.volumeName,
      dataSource: claim.dataSource,
      dataSourceRef: claim.dataSourceRef,
      volumeAttributesClassName: claim.volumeAttributesClassName,
    },
  };
}
