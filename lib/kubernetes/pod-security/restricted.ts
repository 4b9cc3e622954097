import { asList, asObjects } from '../plain';
import { part, pathOf, type Placed, type Pod, type Tell } from './pod';

const VOLUMES = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
);

/** What the level restricted forbids, beside what baseline forbids. */
export function restrictedFaults(pod: Pod, tell: Tell): void {
  for (const volume of asObjects(pod.spec['volumes'])) {
    const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir';
    if (!VOLUMES.has(kind)) {
      const path = `spec.volumes[${String(volume['name'])}].${kind}`;
      tell(path, volume[kind], `must be one of ${[...VOLUMES].join(', ')}`);
    }
  }
  if (!pod.ownUsers) {
    for (const placed of pod.contexts) checkUser(placed, tell);
  }
  const windows = part(pod.spec, 'os')['name'] === 'windows';
  for (const container of pod.containers) {
    checkContainer(container, pod, tell);
    if (!windows) checkLinuxContainer(container, pod, tell);
  }
}

function checkUser(placed: Placed, tell: Tell): void {
  const { runAsUser, runAsNonRoot } = placed.context;
  if (runAsUser === 0) tell(pathOf(placed, 'securityContext.runAsUser'), runAsUser, 'must not be root');
  if (runAsNonRoot === false) tell(pathOf(placed, 'securityContext.runAsNonRoot'), runAsNonRoot, 'must be true');
}

function checkContainer(container: Placed, { spec, ownUsers }: Pod, tell: Tell): void {
  const { context } = container;
  const procMount = context['procMount'] ?? 'Default';
  if (procMount !== 'Default') tell(pathOf(container, 'securityContext.procMount'), procMount, 'must be Default');
  const nonRoot = context['runAsNonRoot'] ?? part(spec, 'securityContext')['runAsNonRoot'];
  if (nonRoot === undefined && !ownUsers) {
    tell(pathOf(container, 'securityContext.runAsNonRoot'), undefined, 'must be true here or for the pod');
  }
}

function checkLinuxContainer(container: Placed, { spec }: Pod, tell: Tell): void {
  const { context } = container;
  const escalation = context['allowPrivilegeEscalation'];
  if (escalation !== false) {
    tell(pathOf(container, 'securityContext.allowPrivilegeEscalation'), escalation, 'must be false');
  }
  const seccomp =
    part(context, 'seccompProfile')['type'] ?? part(part(spec, 'securityContext'), 'seccompProfile')['type'];
  if (seccomp === undefined) {
    const message = 'must be RuntimeDefault or Localhost, here or for the pod';
    tell(pathOf(container, 'securityContext.seccompProfile.type'), undefined, message);
  }
  const capabilities = part(context, 'capabilities');
  const dropped = capabilities['drop'];
  if (!asList(dropped).includes('ALL')) {
    tell(pathOf(container, 'securityContext.capabilities.drop'), dropped, 'must have ALL');
  }
  for (const capability of asList(capabilities['add'])) {
    if (capability !== 'NET_BIND_SERVICE') {
      const message = 'must be NET_BIND_SERVICE or nothing';
      tell(pathOf(container, 'securityContext.capabilities.add'), capability, message);
    }
  }
}
