import type { Manifest } from '../../kubernetes/manifest';
import { asObjects, asText, at } from '../../kubernetes/plain';
import { manifestsOf } from '../../manifests/read';
import type { SourceFile } from '../../manifests/source-file';
import { readSources, type SourceIo } from '../../sources/source';
import type { ClusterFacts } from '../../plan/types';
import { parseClusterSettings } from '../../storage/cluster-settings';
import { UserError } from '../../messages/user-error';
import { chooseVersion } from './choices';

/** What `--cluster` tells: facts for the plan, and the version where a cluster's folder names it. */
export interface ClusterDescription {
  readonly facts: ClusterFacts;
  readonly kubernetes?: string;
  /** What its CustomResourceDefinitions serve: `monitoring.coreos.com/v1/ServiceMonitor`. */
  readonly apiVersions?: readonly string[];
}

/** What `--cluster` names: one cluster, or the folder above those of several. */
export interface Clusters {
  /** The folders in it that describe a cluster each; none where it is one itself. */
  readonly names: readonly string[];
  /** What is known of the cluster of this name, which is one of several or the only one. */
  readonly describe: (name: string | undefined, several: boolean) => ClusterDescription;
}

const SETTINGS = /^cluster\.ya?ml$/;
/** What `capture` writes for a cluster. */
const DESCRIPTION = /^([^/]+)\/(cluster\.ya?ml|storage-classes\.(ya?ml|json))$/;

/**
 * Reads classes, volumes and claims from anything that manifests can be read from; a cluster's folder, as `capture`
 * writes it, also knows the version of its API server.
 *
 * @throws UserError that names the file and what is wrong in it
 */
export async function readClusters(source: string, io: SourceIo): Promise<Clusters> {
  const { files } = await readSources([source], io);
  const own = files.some(({ path }) => SETTINGS.test(path));
  const names = own ? [] : [...new Set(files.flatMap(({ path }) => DESCRIPTION.exec(path)?.[1] ?? []))].sort();
  return {
    names,
    describe: (name, several) => {
      if (name !== undefined && names.includes(name)) {
        return description(files.filter(({ path }) => path.startsWith(`${name}/`)));
      }
      if (several && names.length === 0) {
        throw new UserError(
          `'${source}' describes one cluster, and this plan is for several. Give the parent folder, with a folder for each cluster, such as ${name ?? ''}`,
        );
      }
      if (!several && names.length > 1) {
        throw new UserError(
          `'${source}' describes the clusters ${names.join(', ')}, and this plan is for one. Give the folder of that one`,
        );
      }
      return several ? { facts: {} } : description(files);
    },
  };
}

function description(files: readonly SourceFile[]): ClusterDescription {
  const { objects } = manifestsOf(files);
  const of = (kind: string): Manifest[] =>
    objects.map(({ manifest }) => manifest).filter((manifest) => manifest.kind === kind);
  const facts = {
    claims: of('PersistentVolumeClaim'),
    storageClasses: of('StorageClass'),
    volumes: of('PersistentVolume'),
  };
  const settings = files.find(({ path }) => /^([^/]+\/)?cluster\.ya?ml$/.test(path));
  const version =
    settings === undefined ? undefined : parseClusterSettings(settings.text, settings.name).kubernetesVersion;
  const apiVersions = of('CustomResourceDefinition').flatMap(servedBy);
  return {
    facts,
    ...(apiVersions.length === 0 ? {} : { apiVersions }),
    ...(version === undefined
      ? {}
      : { kubernetes: chooseVersion(`kubernetesVersion in ${settings?.name ?? ''}`, version) }),
  };
}

function servedBy(definition: Manifest): readonly string[] {
  const spec = at(definition, 'spec');
  const [group, kind] = [asText(at(spec, 'group')), asText(at(spec, 'names', 'kind'))];
  return asObjects(at(spec, 'versions'))
    .filter(({ served }) => served === true)
    .map(({ name }) => `${group ?? ''}/${String(name)}/${kind ?? ''}`);
}

/** Several sources of facts as one. Nothing known of a kind is not the same as a cluster that has none of it. */
export function joinFacts(...all: readonly ClusterFacts[]): ClusterFacts {
  const join = (key: keyof ClusterFacts): Partial<ClusterFacts> => {
    const items = all.flatMap((facts) => facts[key] ?? []);
    return items.length === 0 ? {} : { [key]: items };
  };
  return {
    ...join('claims'),
    ...join('storageClasses'),
    ...join('volumes'),
    ...join('live'),
    ...join('pods'),
    ...join('surroundings'),
  };
}
