import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unserved } from '../../lib/kubernetes/served/unserved';
import { SERVED_APIS } from '../../lib/kubernetes/served/served-apis';
import { type KubernetesVersion, minorOf } from '../../lib/kubernetes/versions';
import { manifestsOf, type ManifestSet } from '../../lib/manifests/read';

/**
 * Upgrades of public Helm charts, with what real servers and a real `helm upgrade` said of them. They are not part of this repository:
 * without them these suites are skipped.
 */
const FOLDER = join(__dirname, '../../../shared/upgrades');

export const hasUpgrades = existsSync(join(FOLDER, 'pairs.jsonl'));

export interface Pair {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

export function text(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

export function lines<T>(file: string): T[] {
  return text(file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** What an API server of this version answered. */
export function truthOf<T>(kubernetes: KubernetesVersion): T[] {
  return lines<T>(`truth-${kubernetes}.jsonl`);
}

export function rendered(path: string): ManifestSet {
  return manifestsOf([{ name: path, path: '', text: text(path).replaceAll('\r\n', '\n'), named: true }]);
}

/** Kinds that Kubernetes itself serves in some version of its API. */
export function servedKinds(kubernetes: KubernetesVersion): ReadonlySet<string> {
  const minor = minorOf(kubernetes);
  return new Set(
    SERVED_APIS.flatMap(({ apiVersion, kinds }) =>
      kinds.filter((kind) => unserved(apiVersion, kind, minor) === undefined),
    ),
  );
}
