import { parseQuantity } from '../kubernetes/quantity';
import { ACCESS_MODES, type AccessMode, VOLUME_MODES, type VolumeMode } from './access-mode';
import type { ClaimRequest } from './claim-request';
import type { Problem, Report } from '../messages/problem';
import type { ClusterKnowledge } from './cluster-knowledge';
import { capital, joinOr } from '../messages/nearest-names';
import { accessModeSupport } from './provisioner-facts';
import type { TargetClass } from './target-class';

/** Access modes, the volume mode and the size, against what the provisioner of the class makes. */
export function checkAccess(
  report: Report,
  request: ClaimRequest,
  target: TargetClass,
  cluster: ClusterKnowledge,
): void {
  const { provisioner, storageClass, title } = target;
  const volumeMode = VOLUME_MODES.find((mode) => mode === request.volumeMode);
  if (provisioner === undefined || volumeMode === undefined) {
    return;
  }
  if (provisioner.volumes[volumeMode] === 'none') {
    report({
      code: 'volume-mode-unsupported',
      prop: `${request.prop}.volumeMode`,
      value: volumeMode,
      message: `${title} creates only ${volumeMode === 'Block' ? 'volumes with a file system' : 'raw block volumes'}: the claim would stay Pending`,
      remedy: `Leave volumeMode at ${volumeMode === 'Block' ? 'Filesystem' : 'Block'}, or use another class`,
    });
  } else {
    for (const mode of ACCESS_MODES.filter((one) => request.accessModes.includes(one))) {
      if (accessModeSupport(provisioner, volumeMode, mode, storageClass.parameters) === 'no') {
        report(accessModeError(request, target, volumeMode, mode, cluster));
      }
    }
  }
  checkSize(report, request, target);
}

function accessModeError(
  request: ClaimRequest,
  target: TargetClass,
  volumeMode: VolumeMode,
  mode: AccessMode,
  cluster: ClusterKnowledge,
): Problem {
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
    ...(given.length === 0 ? [] : [`request ${joinOr(given)}`]),
    others.length === 0
      ? `use a class that supports ${mode}`
      : `use class ${joinOr(others.slice(0, 4))}, which supports ${mode}`,
  ];
  return {
    code: 'access-mode-unsupported',
    prop: `${request.prop}.accessModes`,
    value: request.accessModes,
    message: `${target.title} does not support ${mode}${given.length === 0 ? '' : `, only ${joinOr(given, 'and')}`}: the claim would stay Pending`,
    remedy: `${capital(ways.join(', or '))}${note === undefined ? '' : `; ${note}`}`,
  };
}

function supports(target: TargetClass, volumeMode: VolumeMode, mode: AccessMode): boolean {
  return (
    target.provisioner !== undefined &&
    accessModeSupport(target.provisioner, volumeMode, mode, target.storageClass.parameters) === 'yes'
  );
}

function checkSize(report: Report, request: ClaimRequest, { provisioner, title }: TargetClass): void {
  const minimum = provisioner?.minimumSize;
  const least = parseQuantity(minimum?.size);
  const size = parseQuantity(request.size);
  if (minimum === undefined || least === undefined || size === undefined || size.compare(least) >= 0) {
    return;
  }
  report({
    code: 'size-below-minimum',
    prop: `${request.prop}.size`,
    value: request.size,
    message: `must be ${minimum.size} or more on ${title}`,
    remedy:
      minimum.below === 'rounded-up'
        ? `Write '${minimum.size}', which is the size that you get and pay for`
        : `Ask for '${minimum.size}' or more, or use another class`,
  });
}
