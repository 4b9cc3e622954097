import { ACCESS_MODES, type AccessMode } from './access-mode';
import type { ProvisionerProps } from './provisioner-props';
import type { ModeFacts, ProvisionerFacts, Support } from './provisioner-facts';
import { findProvisioner } from './provisioners';

/** What is known of a provisioner, the cluster's own words first; undefined where nothing is. */
export function provisionerFacts(name: string, overrides: readonly ProvisionerProps[]): ProvisionerFacts | undefined {
  const builtIn = findProvisioner(name);
  const own = overrides.find(({ provisioner }) => provisioner === name);
  if (own === undefined) {
    return builtIn;
  }
  const base: ProvisionerFacts = builtIn ?? {
    provisioner: name,
    match: 'exact',
    title: name,
    volumes: { Filesystem: 'unknown', Block: 'unknown' },
    conditions: [],
    expansion: 'unknown',
    snapshots: 'unknown',
    clones: 'unknown',
    topology: 'unknown',
    source: 'cluster settings',
  };
  return {
    ...base,
    provisioner: name,
    match: 'exact',
    volumes: {
      Filesystem: own.accessModes === undefined ? base.volumes.Filesystem : modes(own.accessModes),
      Block: own.blockAccessModes === undefined ? base.volumes.Block : modes(own.blockAccessModes),
    },
    conditions: base.conditions.filter(({ volumeMode }) =>
      volumeMode === 'Filesystem' ? own.accessModes === undefined : own.blockAccessModes === undefined,
    ),
    expansion: support(own.expansion) ?? base.expansion,
    snapshots: support(own.snapshots) ?? base.snapshots,
    clones: support(own.clones) ?? base.clones,
    topology: own.topology ?? base.topology,
    topologyException: own.topology === undefined ? base.topologyException : undefined,
    minimumSize: own.minimumSize === undefined ? base.minimumSize : { size: own.minimumSize, below: 'unknown' },
    note: own.accessModes === undefined && own.blockAccessModes === undefined ? base.note : undefined,
  };
}

function modes(given: readonly string[]): ModeFacts | 'none' {
  const supported = ACCESS_MODES.filter((mode: AccessMode) => given.includes(mode));
  return supported.length === 0 ? 'none' : { supported, refused: ACCESS_MODES.filter((mode) => !given.includes(mode)) };
}

function support(given: boolean | undefined): Support | undefined {
  return given === undefined ? undefined : given ? 'yes' : 'no';
}
