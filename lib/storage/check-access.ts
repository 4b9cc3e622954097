import { parseQuantity } from '../kubernetes/quantity';
import { ACCESS_MODES, type AccessMode, VOLUME_MODES, type VolumeMode } from './access-mode';
import type { ClaimRequest, StorageDiagnostic } from './claim-request';
import type { ClusterKnowledge } from './cluster-knowledge';
import { joinOr } from '../messages/nearest-names';
import { accessModeSupport } from './provisioner-facts';
import type { TargetClass } from './target-class';

/** Access modes, the volume mode and the size, against what the provisioner of the class makes. */
export function* checkAccess(
  request: ClaimRequest,
  target: TargetClass,
  cluster: ClusterKnowledge,
): Iterable<StorageDiagnostic> {
  const { provisioner, storageClass, title } = target;
  const volumeMode = VOLUME_MODES.find((mode) => mode === request.volumeMode);
  if (provisioner === undefined || volumeMode === undefined) {
    return;
  }
  if (provisioner.volumes[volumeMode] === 'none') {
    yield {
      severity: 'error',
      code: 'volume-mode-unsupported',
      prop: `${request.prop}.volumeMode`,
      value: volumeMode,
      message: `would leave the claim Pending: ${title} makes ${volumeMode === 'Block' ? 'volumes with a file system' : 'raw block volumes'} only`,
      remedy: `Leave volumeMode at ${volumeMode === 'Block' ? 'Filesystem' : 'Block'}, or take another class`,
    };
  } else {
    for (const mode of ACCESS_MODES.filter((one) => request.accessModes.includes(one))) {
      if (accessModeSupport(provisioner, volumeMode, mode, storageClass.parameters) === 'no') {
        yield accessModeError(request, target, volumeMode, mode, cluster);
      }
    }
  }
  yield* checkSize(request, target);
}

function accessModeError(
  request: ClaimRequest,
  target: TargetClass,
  volumeMode: VolumeMode,
  mode: AccessMode,
  cluster: ClusterKnowledge,
): StorageDiagnostic {
  const given = ACCESS_MODES.filter((one) => supports(target, volumeMode, one));
  const others = cluster.classes
    .filter((one) => {
      const facts = cluster.provisioner(one.provisioner);
      return facts !== undefined && accessModeSupport(facts, volumeMode, mode, one.parameters) === 'yes';
    })
    .map(({ name }) => `'${name}'`)
    .sort();
  const note = target.provisioner?.note;
  const ways = [
    ...(given.length === 0 ? [] : [`ask for ${joinOr(given)}`]),
    others.length === 0
      ? `take a class that gives ${mode}`
      : `take class ${joinOr(others.slice(0, 4))}, which gives ${mode}`,
  ];
  return {
    severity: 'error',
    code: 'access-mode-unsupported',
    prop: `${request.prop}.accessModes`,
    value: mode,
    message: `would leave the claim Pending: ${target.title} gives ${given.length === 0 ? 'other access modes' : joinOr(given, 'and')}`,
    remedy: `${capital(ways.join(', or '))}${note === undefined ? '' : `; ${note}`}`,
  };
}

function supports(target: TargetClass, volumeMode: VolumeMode, mode: AccessMode): boolean {
  return (
    target.provisioner !== undefined &&
    accessModeSupport(target.provisioner, volumeMode, mode, target.storageClass.parameters) === 'yes'
  );
}

function* checkSize(request: ClaimRequest, { provisioner, title }: TargetClass): Iterable<StorageDiagnostic> {
  const minimum = provisioner?.minimumSize;
  const least = parseQuantity(minimum?.size);
  const size = parseQuantity(request.size);
  if (minimum === undefined || least === undefined || size === undefined || size.compare(least) >= 0) {
    return;
  }
  yield {
    severity: 'error',
    code: 'size-below-minimum',
    prop: `${request.prop}.size`,
    value: request.size,
    message: `must be ${minimum.size} or more on ${title}`,
    remedy:
      minimum.below === 'rounded-up'
        ? `Write '${minimum.size}', which is what would be made and billed`
        : `Ask for '${minimum.size}' or more, or take another class`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
