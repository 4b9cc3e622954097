import { has } from '../gates';
import { asList, asObjects, type PlainObject } from '../plain';
import { part, pathOf, type Placed, type Pod, type Tell } from './pod';

/** Capabilities that may be added. */
export const BASELINE_CAPABILITIES: readonly string[] =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );
const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];
const SELINUX_TYPES = ['container_t', 'container_init_t', 'container_kvm_t'];
const SELINUX_TYPES_SINCE_31 = [...SELINUX_TYPES, 'container_engine_t'];
/** Allowed from a minor version on. */
const SYSCTLS: readonly (readonly [minor: number, names: string])[] = [
  [
    0,
    'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start',
  ],
  [27, 'net.ipv4.ip_local_reserved_ports'],
  [
    29,
    'net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes',
  ],
  [32, 'net.ipv4.tcp_rmem net.ipv4.tcp_wmem'],
  [37, 'net.ipv4.tcp_slow_start_after_idle net.ipv4.tcp_notsent_lowat'],
];
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];
const HANDLERS = ['httpGet', 'tcpSocket'];
const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** What the level baseline forbids. */
export function baselineFaults(pod: Pod, tell: Tell): void {
  const { spec, containers, contexts, annotations, minor } = pod;
  for (const key of HOST_NAMESPACES) {
    if (spec[key] === true) tell(`spec.${key}`, true, 'must not be on');
  }
  for (const volume of asObjects(spec['volumes'])) {
    const path = volume['hostPath'];
    if (path !== undefined) tell(`spec.volumes[${String(volume['name'])}].hostPath`, path, 'must not be used');
  }
  checkSysctls(asObjects(part(spec, 'securityContext')['sysctls']), minor, tell);
  for (const [key, value] of Object.entries(annotations)) {
    if (key.startsWith(APP_ARMOR_ANNOTATION) && !/^(|runtime\/default|localhost\/.*)$/.test(String(value))) {
      tell(`metadata.annotations[${key}]`, value, 'must be runtime/default or localhost/…');
    }
  }
  for (const placed of contexts) checkContext(placed, minor, tell);
  for (const container of containers) {
    checkContainer(container, pod, tell);
    if (has('ProbeHostsJudged', minor)) checkHosts(container, tell);
  }
}

function checkContext(placed: Placed, minor: number, tell: Tell): void {
  const { context } = placed;
  const fault = (below: string, value: unknown, message: string): void =>
    tell(pathOf(placed, `securityContext.${below}`), value, message);
  if (part(context, 'windowsOptions')['hostProcess'] === true) {
    fault('windowsOptions.hostProcess', true, 'must not be on');
  }
  for (const profile of ['seccompProfile', 'appArmorProfile']) {
    if (part(context, profile)['type'] === 'Unconfined') {
      fault(`${profile}.type`, 'Unconfined', 'must be RuntimeDefault or Localhost');
    }
  }
  const seLinux = part(context, 'seLinuxOptions');
  const { type } = seLinux;
  const types = has('SELinuxEngineType', minor) ? SELINUX_TYPES_SINCE_31 : SELINUX_TYPES;
  if (type !== undefined && type !== null && type !== '' && !types.includes(String(type))) {
    fault('seLinuxOptions.type', type, `must be one of ${types.join(', ')}`);
  }
  for (const key of ['user', 'role']) {
    if (seLinux[key]) fault(`seLinuxOptions.${key}`, seLinux[key], 'must not be set');
  }
}

function checkContainer(container: Placed, { ownUsers }: Pod, tell: Tell): void {
  const { context, value } = container;
  if (context['privileged'] === true) tell(pathOf(container, 'securityContext.privileged'), true, 'must not be on');
  for (const capability of asList(part(context, 'capabilities')['add'])) {
    if (!BASELINE_CAPABILITIES.includes(String(capability))) {
      const message = `must be one of ${BASELINE_CAPABILITIES.join(', ')}`;
      tell(pathOf(container, 'securityContext.capabilities.add'), capability, message);
    }
  }
  const procMount = context['procMount'] ?? 'Default';
  if (procMount !== 'Default' && !ownUsers) {
    tell(pathOf(container, 'securityContext.procMount'), procMount, 'must be Default');
  }
  for (const port of asObjects(value['ports'])) {
    if (port['hostPort']) {
      const name = String(port['name'] ?? port['containerPort']);
      tell(pathOf(container, `ports[${name}].hostPort`), port['hostPort'], 'must not be used');
    }
  }
}

/** Probes and hooks of a container must ask the pod itself. */
function checkHosts(container: Placed, tell: Tell): void {
  const check = (action: Readonly<PlainObject>, path: string): void => {
    for (const handler of HANDLERS) {
      const { host } = part(action, handler);
      if (host) tell(pathOf(container, `${path}.${handler}.host`), host, 'must not be set');
    }
  };
  for (const probe of PROBES) check(part(container.value, probe), probe);
  const lifecycle = part(container.value, 'lifecycle');
  for (const hook of HOOKS) check(part(lifecycle, hook), `lifecycle.${hook}`);
}

function checkSysctls(sysctls: readonly PlainObject[], minor: number, tell: Tell): void {
  if (sysctls.length === 0) return;
  const allowed = SYSCTLS.filter(([since]) => minor >= since).flatMap(([, names]) => names.split(' '));
  for (const { name } of sysctls) {
    if (!allowed.includes(String(name))) {
      tell(`spec.securityContext.sysctls[${String(name)}]`, name, `must be one of ${allowed.join(', ')}`);
    }
  }
}
