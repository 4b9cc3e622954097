import type { AccessMode, VolumeMode } from './access-mode';
import type { VolumeTopology } from './volume-topology';

/** Not knowing is an answer of its own: neither an error nor a promise follows from it. */
export type Support = 'yes' | 'no' | 'unknown';

/** What a provisioner does with one volume mode. A mode in neither list is unknown. */
export interface ModeFacts {
  readonly supported: readonly AccessMode[];
  readonly refused: readonly AccessMode[];
}

/** An access mode that hangs on a parameter of the class. */
export interface AccessModeCondition {
  readonly mode: AccessMode;
  readonly volumeMode: VolumeMode;
  readonly parameter: string;
  /** The values that grant it; left out, any value makes it unknown instead of refused. */
  readonly values?: readonly string[];
}

export interface MinimumSize {
  readonly size: string;
  /** What the provisioner does with a smaller request. */
  readonly below: 'refused' | 'rounded-up' | 'unknown';
}

/** What is known of a provisioner, whatever its classes are called. */
export interface ProvisionerFacts {
  /** `.rbd.csi.ceph.com` also stands for that name with a namespace in front; `org.democratic-csi.` for all that begin with it. */
  readonly provisioner: string;
  readonly match: 'exact' | 'suffix' | 'prefix';
  readonly title: string;
  readonly volumes: Readonly<Record<VolumeMode, ModeFacts | 'none' | 'unknown'>>;
  readonly conditions: readonly AccessModeCondition[];
  readonly expansion: Support;
  readonly snapshots: Support;
  readonly clones: Support;
  readonly topology: VolumeTopology | 'unknown';
  /** Another topology, where a parameter of the class matches. */
  readonly topologyException?: {
    readonly parameter: string;
    readonly pattern: RegExp;
    readonly topology: VolumeTopology | 'unknown';
  };
  readonly minimumSize?: MinimumSize;
  /** A clause worth telling where an access mode is refused. */
  readonly note?: string;
  readonly source: string;
}

/** Whether the provisioner gives this access mode in this volume mode on a class with these parameters. */
export function accessModeSupport(
  facts: ProvisionerFacts,
  volumeMode: VolumeMode,
  mode: AccessMode,
  parameters: Readonly<Record<string, string>> | undefined,
): Support {
  const modes = facts.volumes[volumeMode];
  if (modes === 'none') {
    return 'no';
  }
  for (const condition of facts.conditions) {
    if (condition.mode === mode && condition.volumeMode === volumeMode) {
      return conditionSupport(condition, parameters);
    }
  }
  if (modes === 'unknown') {
    return 'unknown';
  }
  return modes.supported.includes(mode) ? 'yes' : modes.refused.includes(mode) ? 'no' : 'unknown';
}

function conditionSupport(
  condition: AccessModeCondition,
  parameters: Readonly<Record<string, string>> | undefined,
): Support {
  if (parameters === undefined) {
    return 'unknown';
  }
  const value = parameterOf(parameters, condition.parameter);
  if (value === undefined) {
    return 'no';
  }
  if (condition.values === undefined) {
    return 'unknown';
  }
  return condition.values.includes(value) ? 'yes' : 'no';
}

/** From where volumes of a class with these parameters can be reached. */
export function topologyOf(
  facts: ProvisionerFacts,
  parameters: Readonly<Record<string, string>> | undefined,
): VolumeTopology | 'unknown' {
  const exception = facts.topologyException;
  const value = exception === undefined ? undefined : parameterOf(parameters ?? {}, exception.parameter);
  return exception !== undefined && value !== undefined && exception.pattern.test(value)
    ? exception.topology
    : facts.topology;
}

/** Drivers read the names of parameters in any case. */
function parameterOf(parameters: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.entries(parameters).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
