import * as fs from 'node:fs';
import * as path from 'node:path';
import { isKubernetesVersion, type KubernetesVersion } from '../../kubernetes/versions';
import { Cluster } from '../../storage/cluster';

/** A cluster's folder, to be copied into a project. */
export interface ClusterFolder {
  readonly name: string;
  /** By their names. */
  readonly files: Readonly<Record<string, string>>;
  readonly cluster: Cluster;
  /** Undefined if its settings name none. */
  readonly kubernetes: KubernetesVersion | undefined;
}

/** @throws UserError where the folder describes no cluster */
export function clusterIn(folder: string): ClusterFolder {
  const cluster = Cluster.fromFolder(folder);
  const names = fs.readdirSync(folder).filter((name) => /\.(ya?ml|json)$/.test(name));
  const version = cluster.kubernetesVersion;
  return {
    name: cluster.name,
    files: Object.fromEntries(names.sort().map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')])),
    cluster,
    kubernetes: version !== undefined && isKubernetesVersion(version) ? version : undefined,
  };
}
