import type { StorageClassProps } from './storage-class';

const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const DEFAULT_SNAPSHOT_ANNOTATION = 'snapshot.storage.kubernetes.io/is-default-class';

/** Either annotation, and `true` exactly: `TRUE` is no default (seen on 1.30 and 1.37). */
export function isDefaultClass(annotations: Readonly<Record<string, unknown>>): boolean {
  return DEFAULT_ANNOTATIONS.some((key) => annotations[key] === 'true');
}

export function isDefaultSnapshotClass(annotations: Readonly<Record<string, unknown>>): boolean {
  return annotations[DEFAULT_SNAPSHOT_ANNOTATION] === 'true';
}

/**
 * The class that a claim without one gets: of several defaults the newest, and of equally old ones the first by name, as the
 * API server decides (seen on 1.30 and 1.37). Where an age is not known, the newest is not either: undefined.
 */
export function effectiveDefault(classes: readonly StorageClassProps[]): StorageClassProps | undefined {
  const defaults = classes.filter((one) => one.isDefault === true);
  if (defaults.length < 2) {
    return defaults[0];
  }
  const dated = defaults.map((one) => ({ one, time: Date.parse(one.createdAt ?? '') }));
  return dated.some(({ time }) => Number.isNaN(time))
    ? undefined
    : dated.sort((a, b) => b.time - a.time || (a.one.name < b.one.name ? -1 : 1))[0]?.one;
}
