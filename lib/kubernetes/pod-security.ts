import { asObject, asObjects, at, isPlainObject, type PlainObject } from './plain';

/** Something in a pod template that a level of the Pod Security Standards forbids. */
export interface PodSecurityFault {
  /** Below the pod template: `spec.containers[web].securityContext.privileged`. */
  readonly path: string;
  readonly value: unknown;
  /** The end of a sentence that begins with "must". */
  readonly message: string;
  /** The strictest level that allows it. */
  readonly allowedBy: 'baseline' | 'privileged';
}

const BASELINE_CAPABILITIES = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
const RESTRICTED_VOLUMES = new Set(
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' '),
);
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
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
const HANDLERS = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle.postStart',
  'lifecycle.preStop',
].flatMap((name) => [`${name}.httpGet`, `${name}.tcpSocket`]);
const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

interface Pod {
  readonly spec: PlainObject;
  readonly annotations: PlainObject;
  readonly containers: readonly Placed[];
  /** The pod and its containers: where a security context stands. */
  readonly contexts: readonly Placed[];
  readonly minor: number;
}

interface Placed {
  readonly path: string;
  readonly value: PlainObject;
}

/**
 * What a namespace that enforces a level would refuse. Source: k8s.io/pod-security-admission/policy, 1.37.2, with the versions in
 * which a rule came or was relaxed.
 */
export function podSecurityFaults(
  template: PlainObject,
  level: 'baseline' | 'restricted',
  minor: number,
): PodSecurityFault[] {
  const pod = readPod(template, minor);
  const baseline = [...baselineFaults(pod)].map((fault) => ({ ...fault, allowedBy: 'privileged' as const }));
  if (level === 'baseline') return baseline;
  const known = new Set(baseline.map((fault) => fault.path));
  const restricted = [...restrictedFaults(pod)].filter((fault) => !known.has(fault.path));
  return [...baseline, ...restricted.map((fault) => ({ ...fault, allowedBy: 'baseline' as const }))];
}

type Fault = Omit<PodSecurityFault, 'allowedBy'>;

function* baselineFaults(pod: Pod): Iterable<Fault> {
  const { spec, containers, contexts, annotations, minor } = pod;
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (spec[key] === true) yield { path: `spec.${key}`, value: true, message: 'must not be on' };
  }
  for (const volume of asObjects(spec['volumes'])) {
    if (volume['hostPath'] !== undefined) {
      yield {
        path: `spec.volumes[${String(volume['name'])}].hostPath`,
        value: volume['hostPath'],
        message: 'must not be used',
      };
    }
  }
  yield* sysctlFaults(asObjects(at(spec, 'securityContext', 'sysctls')), minor);
  for (const [key, value] of Object.entries(annotations)) {
    if (key.startsWith(APP_ARMOR_ANNOTATION) && !/^(|runtime\/default|localhost\/.*)$/.test(String(value))) {
      yield { path: `metadata.annotations[${key}]`, value, message: 'must be runtime/default or localhost/…' };
    }
  }
  for (const { path, value } of contexts) {
    if (value['securityContext'] === undefined) continue;
    const context = (...keys: string[]): unknown => at(value, 'securityContext', ...keys);
    const fault = (keys: string, message: string): Fault => ({
      path: `${path}.securityContext.${keys}`,
      value: context(...keys.split('.')),
      message,
    });
    if (context('windowsOptions', 'hostProcess') === true) yield fault('windowsOptions.hostProcess', 'must not be on');
    if (context('seccompProfile', 'type') === 'Unconfined') {
      yield fault('seccompProfile.type', 'must be RuntimeDefault or Localhost');
    }
    if (context('appArmorProfile', 'type') === 'Unconfined') {
      yield fault('appArmorProfile.type', 'must be RuntimeDefault or Localhost');
    }
    const types = minor >= 31 ? [...SELINUX_TYPES, 'container_engine_t'] : SELINUX_TYPES;
    if (!types.includes(String(context('seLinuxOptions', 'type') ?? ''))) {
      yield fault('seLinuxOptions.type', `must be one of ${types.slice(1).join(', ')}`);
    }
    for (const key of ['user', 'role']) {
      if (context('seLinuxOptions', key)) yield fault(`seLinuxOptions.${key}`, 'must not be set');
    }
  }
  for (const container of containers) yield* baselineContainerFaults(container, pod);
}

function* baselineContainerFaults({ path, value }: Placed, { spec, minor }: Pod): Iterable<Fault> {
  const context = asObject(value['securityContext']);
  if (context['privileged'] === true) {
    yield { path: `${path}.securityContext.privileged`, value: true, message: 'must not be on' };
  }
  const added = at(context, 'capabilities', 'add');
  for (const capability of Array.isArray(added) ? (added as unknown[]) : []) {
    if (!BASELINE_CAPABILITIES.has(String(capability))) {
      yield {
        path: `${path}.securityContext.capabilities.add`,
        value: capability,
        message: `must be one of ${[...BASELINE_CAPABILITIES].join(', ')}`,
      };
    }
  }
  const ownUsers = spec['hostUsers'] === false && minor >= 35;
  if ((context['procMount'] ?? 'Default') !== 'Default' && !ownUsers) {
    yield { path: `${path}.securityContext.procMount`, value: context['procMount'], message: 'must be Default' };
  }
  for (const port of asObjects(value['ports'])) {
    if (port['hostPort']) {
      const name = String(port['name'] ?? port['containerPort']);
      yield { path: `${path}.ports[${name}].hostPort`, value: port['hostPort'], message: 'must not be used' };
    }
  }
  if (minor < 34) return;
  for (const handler of HANDLERS) {
    const host = at(value, ...handler.split('.'), 'host');
    if (host) yield { path: `${path}.${handler}.host`, value: host, message: 'must not be set' };
  }
}

function* restrictedFaults(pod: Pod): Iterable<Fault> {
  const { spec, containers, contexts, minor } = pod;
  for (const volume of asObjects(spec['volumes'])) {
    const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir';
    if (!RESTRICTED_VOLUMES.has(kind)) {
      yield {
        path: `spec.volumes[${String(volume['name'])}].${kind}`,
        value: volume[kind],
        message: `must be one of ${[...RESTRICTED_VOLUMES].join(', ')}`,
      };
    }
  }
  const windows = at(spec, 'os', 'name') === 'windows';
  const ownUsers = spec['hostUsers'] === false && minor >= 35;
  for (const { path, value } of contexts) {
    const user = at(value, 'securityContext', 'runAsUser');
    if (user === 0 && !ownUsers) {
      yield { path: `${path}.securityContext.runAsUser`, value: user, message: 'must not be root' };
    }
    if (at(value, 'securityContext', 'runAsNonRoot') === false && !ownUsers) {
      yield { path: `${path}.securityContext.runAsNonRoot`, value: false, message: 'must be true' };
    }
  }
  const podContext = asObject(spec['securityContext']);
  for (const { path, value } of containers) {
    const context = asObject(value['securityContext']);
    const proc = context['procMount'] ?? 'Default';
    if (proc !== 'Default')
      yield { path: `${path}.securityContext.procMount`, value: proc, message: 'must be Default' };
    if ((context['runAsNonRoot'] ?? podContext['runAsNonRoot']) === undefined && !ownUsers) {
      yield {
        path: `${path}.securityContext.runAsNonRoot`,
        value: undefined,
        message: 'must be true here or for the pod',
      };
    }
    if (windows) continue;
    if (context['allowPrivilegeEscalation'] !== false) {
      const escalation = context['allowPrivilegeEscalation'];
      yield { path: `${path}.securityContext.allowPrivilegeEscalation`, value: escalation, message: 'must be false' };
    }
    if (at(context, 'seccompProfile', 'type') === undefined && at(podContext, 'seccompProfile', 'type') === undefined) {
      yield {
        path: `${path}.securityContext.seccompProfile.type`,
        value: undefined,
        message: 'must be RuntimeDefault or Localhost, here or for the pod',
      };
    }
    const dropped = at(context, 'capabilities', 'drop');
    if (!Array.isArray(dropped) || !dropped.includes('ALL')) {
      yield { path: `${path}.securityContext.capabilities.drop`, value: dropped, message: 'must have ALL' };
    }
    const added = at(context, 'capabilities', 'add');
    for (const capability of Array.isArray(added) ? (added as unknown[]) : []) {
      if (capability !== 'NET_BIND_SERVICE') {
        yield {
          path: `${path}.securityContext.capabilities.add`,
          value: capability,
          message: 'must be NET_BIND_SERVICE or nothing',
        };
      }
    }
  }
}

function* sysctlFaults(sysctls: readonly PlainObject[], minor: number): Iterable<Fault> {
  if (sysctls.length === 0) return;
  const allowed = SYSCTLS.filter(([since]) => minor >= since).flatMap(([, names]) => names.split(' '));
  for (const { name } of sysctls) {
    if (!allowed.includes(String(name))) {
      const path = `spec.securityContext.sysctls[${String(name)}]`;
      yield { path, value: name, message: `must be one of ${allowed.join(', ')}` };
    }
  }
}

function readPod(template: PlainObject, minor: number): Pod {
  const spec = asObject(template['spec']);
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    asObjects(spec[list]).map((value) => ({ path: `spec.${list}[${String(value['name'])}]`, value })),
  );
  const annotations = at(template, 'metadata', 'annotations');
  return {
    spec,
    containers,
    contexts: [{ path: 'spec', value: spec }, ...containers],
    annotations: isPlainObject(annotations) ? annotations : {},
    minor,
  };
}
