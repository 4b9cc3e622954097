import { minorOf, nearestKubernetesVersion, OLDEST_KUBERNETES } from '../../kubernetes/versions';
import { has } from '../../kubernetes/gates';
import type { Report } from '../../messages/problem';

/** The minor version of Kubernetes 1 that manifests are made for. Where none is named, the oldest: it has no field that others lack. */
export function parseMinor(version: string | undefined): number {
  return minorOf(nearestKubernetesVersion(version ?? OLDEST_KUBERNETES));
}

export function checkKubernetesVersion(report: Report, version: string | undefined): void {
  const match = /^v?1\.(\d{1,3})(\.\d+)?([-+].*)?$/.exec(version ?? OLDEST_KUBERNETES);
  if (match === null || Number(match[1]) < minorOf(OLDEST_KUBERNETES)) {
    report({
      code: 'kubernetes-version-invalid',
      prop: 'kubernetesVersion',
      value: version,
      message: `must be a version of Kubernetes from ${OLDEST_KUBERNETES} on`,
    });
  }
}

/** Whether an init container can be kept running for the life of its pod. */
export function hasNativeSidecars(minor: number): boolean {
  return has('SidecarContainers', minor);
}
