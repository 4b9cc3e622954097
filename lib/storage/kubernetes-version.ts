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
