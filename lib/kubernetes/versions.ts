/** Minor versions of Kubernetes whose rules are known, oldest first. */
export const KUBERNETES_VERSIONS = [
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const;
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

export const OLDEST_KUBERNETES: KubernetesVersion = KUBERNETES_VERSIONS[0];
export const NEWEST_KUBERNETES = KUBERNETES_VERSIONS.at(-1) as KubernetesVersion;

/** Whether a text names a version whose rules are known: exactly `1.27` … `1.37`. */
export function isKubernetesVersion(text: string): text is KubernetesVersion {
  return (KUBERNETES_VERSIONS as readonly string[]).includes(text);
}

/** `37` of `1.37`. */
export function minorOf(version: KubernetesVersion): number {
  return Number(version.slice(2));
}

/** The closest version whose rules are known: `v1.29.3+k3s1` is `1.29`, `1.40` the newest, nonsense the newest. */
export function nearestKubernetesVersion(text: string | undefined): KubernetesVersion {
  const match = /^v?1\.(\d{1,4})(?!\d)/.exec(text ?? '');
  if (match === null) return NEWEST_KUBERNETES;
  const minor = Math.min(Math.max(Number(match[1]), minorOf(OLDEST_KUBERNETES)), minorOf(NEWEST_KUBERNETES));
  return `1.${minor}` as KubernetesVersion;
}

const VERSION = /^v?(\d{1,3})\.(\d{1,4})(?:\.\d+)?(?:[-+.].*)?$/;

/** `1.30` of `1.30`, `v1.30.4` or `v1.29.7-eks-a737599`; undefined where it is no version. */
export function minorVersion(text: string): string | undefined {
  const match = VERSION.exec(text.trim());
  return match === null ? undefined : `${Number(match[1])}.${Number(match[2])}`;
}

/** Negative, zero or positive, by minor version. Both must be versions. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}
