import type { ImagePullPolicy } from 'cdk8s-plus-27';
import { isImageReference } from '../../kubernetes/image-tag';
import { dnsLabelFault } from '../../kubernetes/names';
import {
  checkContainerSecurity,
  type ContainerSecurityProps,
  hasReadOnlyRoot,
  renderContainerSecurity,
} from './container-security';
import { checkEnvironment, type EnvironmentProps, renderEnvironment } from './environment';
import { checkLifecycle, type ContainerLifecycle, renderLifecycle } from './lifecycle';
import { checkPorts, type ContainerPort, renderContainerPorts, resolvePorts } from './port';
import type { Probe } from './probe';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import { checkResources, type ContainerResources, renderResources } from './resources';
import { type ContainerRestart, renderRestart } from './restart';
import { PodSecurityLevel } from '../pod/security';
import { type ContainerTerminal, renderTerminal } from './terminal';
import {
  checkMounts,
  type DeviceMount,
  type PlacedMount,
  renderMounts,
  type VolumeMount,
  writableVolumeName,
} from './volume-mount';
import { omitIfNone, type Wire } from '../base/wire';

/** What runs in a container. A change of any of it restarts the pods, one after the other. */
export interface ContainerProps extends EnvironmentProps, ContainerSecurityProps {
  /** The image with its tag or digest: `nginx:1.22.1`. */
  readonly image: string;

  /**
   * When the image is pulled.
   *
   * @default - Kubernetes': IfNotPresent, and Always for the tag `latest` or none
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /** The program and its first arguments, run without a shell. @default - the image's entrypoint */
  readonly command?: string[];

  /** Arguments of the program. @default - the image's, where no command is given */
  readonly args?: string[];

  /** @default - the image's */
  readonly workingDir?: string;

  /**
   * The one port that the container listens on; it is named `http`. For another name, or several, use `ports`.
   *
   * @default - none
   */
  readonly port?: number;

  /** Ports, instead of `port`. The first is the one that probes ask. @default - none */
  readonly ports?: ContainerPort[];

  /**
   * CPU, memory and other resources.
   *
   * @default - none: what fits depends on the app alone, and a wrong limit kills it
   */
  readonly resources?: ContainerResources;

  /**
   * Whether the container can serve. Until it does, the pod gets no traffic, and the next pod is not started.
   *
   * @default - none: the container counts as ready as soon as it runs
   */
  readonly readiness?: Probe;

  /**
   * Whether the container must be restarted. One that fails under load makes things worse: give it time.
   *
   * @default - none: it is restarted when it exits
   */
  readonly liveness?: Probe;

  /** Whether the container has started: until then the other probes wait. @default - none */
  readonly startup?: Probe;

  /** Claims and volumes that this container sees, beside claims that have a `mountPath` themselves, in this order. @default - none */
  readonly mounts?: VolumeMount[];

  /** Raw block devices that this container sees, beside claims that have a `devicePath` themselves. @default - none */
  readonly devices?: DeviceMount[];

  /**
   * Files by their absolute paths, with their contents. They are kept in a ConfigMap of the app; a change restarts the pods. Not for
   * secrets: what is in a manifest is in git.
   *
   * @default - none
   */
  readonly configFiles?: { readonly [path: string]: string };

  /** What is done when the container starts and before it stops. @default - nothing */
  readonly lifecycle?: ContainerLifecycle;

  /** Standard input, terminal and last words. @default - Kubernetes' */
  readonly terminal?: ContainerTerminal;

  /** Whether a change of resources restarts the container, and whether its end restarts it. @default - Kubernetes' */
  readonly restart?: ContainerRestart;
}

/** A container with what its surroundings decide. */
export interface ResolvedContainer {
  readonly name: string;
  /** What stands before a prop in messages: nothing for the app's own container. */
  readonly prefix: string;
  readonly props: ContainerProps;
  readonly ports: readonly ContainerPort[];
  readonly mounts: readonly PlacedMount[];
  readonly devices: readonly DeviceMount[];
  /** Volumes of the paths that get an empty directory each. */
  readonly writableVolumes: readonly string[];
  readonly level: PodSecurityLevel;
}

/** What a container gets from the app around it. */
export interface ContainerSurroundings {
  readonly prefix: string;
  readonly level: PodSecurityLevel;
  readonly claimMounts: readonly PlacedMount[];
  readonly claimDevices: readonly DeviceMount[];
  readonly configMounts: readonly PlacedMount[];
}

const DEFAULT_WRITABLE_PATHS = ['/tmp'];

export function resolveContainer(
  name: string,
  props: ContainerProps,
  surroundings: ContainerSurroundings,
): ResolvedContainer {
  const { prefix, level, claimMounts, claimDevices, configMounts } = surroundings;
  const declared: PlacedMount[] = [
    ...claimMounts,
    ...(props.mounts ?? []).map((mount, index) => placed(mount, `${prefix}mounts[${index}].`)),
    ...configMounts,
  ];
  const taken = new Set(declared.map((mount) => mount.mountPath));
  const writablePaths =
    props.writablePaths ??
    (hasReadOnlyRoot(props, level) && level !== PodSecurityLevel.PRIVILEGED
      ? DEFAULT_WRITABLE_PATHS.filter((path) => !taken.has(path))
      : []);
  const writable = writablePaths.map((mountPath) => ({
    name: writableVolumeName(mountPath, prefix === '' ? undefined : name),
    mountPath,
    pathProp: `${prefix}writablePaths`,
    prefix,
  }));
  const mounts = [...declared, ...writable];
  const writableVolumes = writable.map((mount) => mount.name);
  const devices = [...claimDevices, ...(props.devices ?? [])];
  return { name, prefix, props, ports: resolvePorts(props), mounts, devices, writableVolumes, level };
}

function placed(mount: VolumeMount, prefix: string): PlacedMount {
  return { ...mount, prefix, pathProp: `${prefix}mountPath` };
}

/** The name is judged where it is not the app's, which is judged as such. */
export function checkContainer(
  report: Report,
  container: ResolvedContainer,
  judgeName: boolean,
  graceSeconds?: number,
): void {
  const { props, prefix, ports } = container;
  const nameProp = prefix === '' ? 'containerName' : `${prefix}name`;
  const fault = judgeName ? dnsLabelFault(container.name) : undefined;
  checkName(report, { code: 'container-name-invalid', prop: nameProp, value: container.name, fault });
  if (typeof props.image !== 'string' || props.image === '' || /\s|:\/\//.test(props.image)) {
    report({
      code: 'image-invalid',
      prop: `${prefix}image`,
      value: props.image || undefined,
      message: props.image
        ? 'must be the name of an image, without white space and without a protocol'
        : 'is missing: every container needs an image',
    });
  } else if (!props.image.includes('$') && !isImageReference(props.image)) {
    // A tool that fills in variables later may make a reference of it.
    report({
      code: 'image-invalid',
      prop: `${prefix}image`,
      value: props.image,
      message: 'is no reference that a node can read: the pods would wait with InvalidImageName',
      remedy: "Write it in lower case, as in 'registry.example.org/team/app:1.4'",
    });
  }
  checkPorts(report, props, prefix);
  checkEnvironment(report, props, prefix);
  checkResources(report, props.resources, `${prefix}resources`);
  checkContainerSecurity(report, props, container.level, prefix);
  checkMounts(report, container.mounts);
  checkLifecycle(report, props.lifecycle, `${prefix}lifecycle`, graceSeconds);
  for (const kind of ['readiness', 'liveness', 'startup'] as const) {
    props[kind]?._check(report, { prop: `${prefix}${kind}`, ports, succeedsOnce: kind !== 'readiness' });
  }
}

export function renderContainer(container: ResolvedContainer): Wire {
  const { name, props, ports } = container;
  return {
    name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    command: props.command,
    args: props.args,
    workingDir: props.workingDir,
    env: renderEnvironment(props),
    envFrom: props.envFrom && omitIfNone(props.envFrom.map((source) => source._render())),
    ports: renderContainerPorts(ports),
    resources: renderResources(props.resources),
    startupProbe: props.startup?._render(ports),
    readinessProbe: props.readiness?._render(ports),
    livenessProbe: props.liveness?._render(ports),
    lifecycle: renderLifecycle(props.lifecycle, ports),
    securityContext: renderContainerSecurity(props, container.level),
    volumeMounts: renderMounts(container.mounts),
    volumeDevices: omitIfNone(container.devices.map(({ name, devicePath }) => ({ name, devicePath }))),
    ...renderTerminal(props.terminal),
    ...renderRestart(props.restart),
  };
}
