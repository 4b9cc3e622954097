import { CATALOGUE, WITHOUT_DEFAULT, type CatalogueRow } from './catalogue-rows';
import { compareVersions } from '../kubernetes/versions';
import type { Platform } from './platform';
import { ReclaimPolicy, type StorageClassProps, VolumeBindingMode } from './storage-class';

/** What the built-in catalogue says of a platform: hints, where the cluster itself was not asked. */
export interface PlatformClasses {
  readonly classes: readonly StorageClassProps[];
  /** Whether a claim without a class gets one: `unknown` where the source does not say. */
  readonly hasDefault: 'yes' | 'no' | 'unknown';
  /** With `no`: why. */
  readonly whyNoDefault?: string;
}

/** The classes of a platform at a Kubernetes version (where that is known). */
export function platformClasses(platform: Platform, kubernetesVersion: string | undefined): PlatformClasses {
  const rows = CATALOGUE.filter(
    (row) =>
      row.platform === platform &&
      (row.since === undefined ||
        kubernetesVersion === undefined ||
        compareVersions(kubernetesVersion, row.since) >= 0),
  );
  const classes = rows.flatMap((row) => row.classes.map((name) => toClass(name, row, kubernetesVersion)));
  if (classes.some((one) => one.isDefault === true)) {
    return { classes, hasDefault: 'yes' };
  }
  const reason = WITHOUT_DEFAULT.get(platform);
  const datedDefault = rows.some((row) => row.defaultBefore !== undefined);
  return reason === undefined || (datedDefault && kubernetesVersion === undefined)
    ? { classes, hasDefault: 'unknown' }
    : { classes, hasDefault: 'no', whyNoDefault: reason };
}

function toClass(name: string, row: CatalogueRow, kubernetesVersion: string | undefined): StorageClassProps {
  return {
    name,
    provisioner: row.provisioner,
    isDefault: defaultness(name, row, kubernetesVersion),
    allowVolumeExpansion: row.allowVolumeExpansion,
    reclaimPolicy:
      row.reclaimPolicy === undefined
        ? undefined
        : row.reclaimPolicy === 'Retain'
          ? ReclaimPolicy.RETAIN
          : ReclaimPolicy.DELETE,
    volumeBindingMode:
      row.binding === undefined
        ? undefined
        : row.binding === 'Immediate'
          ? VolumeBindingMode.IMMEDIATE
          : VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER,
  };
}

function defaultness(name: string, row: CatalogueRow, kubernetesVersion: string | undefined): boolean | undefined {
  if (row.defaultClass !== name) {
    return false;
  }
  if (row.defaultBefore === undefined) {
    return true;
  }
  return kubernetesVersion === undefined ? undefined : compareVersions(kubernetesVersion, row.defaultBefore) < 0;
}
