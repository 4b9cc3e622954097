import type { Manifest } from '../../../kubernetes/manifest';
import { isPlainObject } from '../../../kubernetes/plain';
import type { Scene } from '../scene';

/** Labels by which charts and tools mark what they made. Whatever else a label or annotation says, a controller may act on it. */
const DESCRIPTIVE = new Set([
  'helm.sh/chart',
  'chart',
  'chartVersion',
  'version',
  'heritage',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/part-of',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
]);

/** Of these kinds labels are read by others than selectors in manifests: admission, the scheduler, aggregated roles. */
const READ_BY_OTHERS = new Set(['Namespace', 'Node', 'Pod', 'ClusterRole', 'PersistentVolume', 'StorageClass']);

/** Which labels and annotations of an object nothing reads: they only describe, and no selector on either side names them. */
export class QuietKeys {
  private readonly selected = new Set<string>();

  public constructor({ before, after }: Scene) {
    const seen = new Set<Manifest>();
    for (const manifest of [...before, ...after]) {
      if (seen.has(manifest)) continue;
      seen.add(manifest);
      this.collect(manifest, false);
    }
  }

  public has(kind: string, key: string): boolean {
    return DESCRIPTIVE.has(key) && !READ_BY_OTHERS.has(kind) && !this.selected.has(key);
  }

  private collect(value: unknown, isSelector: boolean): void {
    if (Array.isArray(value)) value.forEach((item) => this.collect(item, isSelector));
    if (!isPlainObject(value)) return;
    for (const [name, item] of Object.entries(value)) {
      if (isSelector) this.selected.add(name);
      if (isSelector && name === 'key' && typeof item === 'string') this.selected.add(item);
      // What is under a selector may be lists and expressions: all keys below count.
      if (typeof item === 'object') this.collect(item, isSelector || /selector$|^matchLabelKeys$/i.test(name));
    }
  }
}
