/** Fields whose zero value Kubernetes takes for absent, and does not keep: sent to it, they would be a difference for ever. */
const ZERO_MEANS_ABSENT = new Set([
  'initialDelaySeconds',
  'minReadySeconds',
  'publishNotReadyAddresses',
  'readOnly',
  'subPath',
  'workingDir',
]);

/** Empty, these say something: `emptyDir: {}` is a kind of volume, and an empty selector selects everything. */
const EMPTY_MEANS_SOMETHING = new Set(['emptyDir', 'podSelector', 'namespaceSelector', 'rollingUpdate']);

/** Text that its authors chose: nothing is left out below these. */
const TEXTS = new Set(['annotations', 'labels', 'matchLabels', 'selector', 'data', 'stringData']);

/**
 * The manifest without what the API server would not keep, so that what is declared stays equal to what is live: zero values,
 * empty lists and empty maps.
 */
export function withoutZeroValues<T>(manifest: T): T {
  return prune(manifest, '') as T;
}

/** @param field what the value is of, also for the items of a list */
function prune(value: unknown, field: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => prune(item, field));
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !isDropped(key, item, field))
      .map(([key, item]) => [key, TEXTS.has(key) ? item : prune(item, key)]),
  );
}

function isDropped(key: string, item: unknown, owner: string): boolean {
  if (item === '' || item === 0 || item === false) {
    return ZERO_MEANS_ABSENT.has(key) || (key === 'value' && owner === 'env');
  }
  return typeof item === 'object' && item !== null && Object.keys(item).length === 0 && !EMPTY_MEANS_SOMETHING.has(key);
}
