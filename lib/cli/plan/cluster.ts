import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from '../../kubernetes/manifest';
import { readManifests } from '../../manifests/read';
import type { SourceIo } from '../../manifests/source';
import type { ClusterFacts } from '../../plan/types';
import { SETTINGS_FILE } from '../../storage/cluster-files';
import { parseClusterSettings } from '../../storage/cluster-settings';
import { readText } from '../../storage/text-file';
import { chooseVersion } from './choices';

/** What `--cluster` tells: facts for the plan, and the version where a cluster's folder names it. */
export interface ClusterDescription {
  readonly facts: ClusterFacts;
  readonly kubernetes?: string;
}

/**
 * Reads classes, volumes and claims from anything that manifests can be read from; a cluster's folder, as `capture`
 * writes it, also knows the version of its API server.
 *
 * @throws UserError that names the file and what is wrong in it
 */
export async function readCluster(source: string, io: SourceIo): Promise<ClusterDescription> {
  const { objects } = await readManifests(source, io);
  const of = (kind: string): Manifest[] =>
    objects.map(({ manifest }) => manifest).filter((manifest) => manifest.kind === kind);
  const facts = {
    claims: of('PersistentVolumeClaim'),
    storageClasses: of('StorageClass'),
    volumes: of('PersistentVolume'),
  };
  const settings = join(resolve(io.cwd, source), SETTINGS_FILE);
  const version = existsSync(settings)
    ? parseClusterSettings(readText(settings), settings).kubernetesVersion
    : undefined;
  return {
    facts,
    ...(version === undefined ? {} : { kubernetes: chooseVersion(`kubernetesVersion in ${settings}`, version) }),
  };
}

/** Several sources of facts as one. Nothing known of a kind is not the same as a cluster that has none of it. */
export function joinFacts(...all: readonly ClusterFacts[]): ClusterFacts {
  const join = (key: keyof ClusterFacts): Partial<ClusterFacts> => {
    const items = all.flatMap((facts) => facts[key] ?? []);
    return items.length === 0 ? {} : { [key]: items };
  };
  return { ...join('claims'), ...join('storageClasses'), ...join('volumes') };
}
