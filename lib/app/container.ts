import { type ImagePullPolicy, k8s } from 'cdk8s-plus-27';
import { checkEnvironment, type EnvironmentProps, renderEnvironment } from './environment';
import { checkPorts, type ContainerPort, renderContainerPorts, resolvePorts } from './port';
import type { Probe } from './probe';
import type { Problem } from './problem';
import { checkResources, type ContainerResources, renderResources } from './resources';
import {
  checkContainerSecurity,
  type ContainerSecurityProps,
  hasReadOnlyRoot,
  type PodSecurityLevel,
  renderContainerSecurity,
} from './security';
import { checkMounts, type PlacedMount, renderMounts, type VolumeMount, writableVolumeName } from './volume-mount';

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

  /** Claims that this container sees, beside those that have a `mountPath` themselves. @default - none */
  readonly mounts?: VolumeMount[];
}

/** A container with what its surroundings decide. */
export interface ResolvedContainer {
  readonly name: string;
  /** What stands before a prop in messages: nothing for the app's own container. */
  readonly prefix: string;
  readonly props: ContainerProps;
  readonly ports: readonly ContainerPort[];
  readonly mounts: readonly PlacedMount[];
  readonly devices: readonly k8s.VolumeDevice[];
  /** Paths that get an empty directory each. */
  readonly writablePaths: readonly string[];
  readonly level: PodSecurityLevel;
}

const DEFAULT_WRITABLE_PATHS = ['/tmp'];

export function resolveContainer(
  name: string,
  props: ContainerProps,
  surroundings: {
    prefix: string;
    level: PodSecurityLevel;
    claimMounts: readonly PlacedMount[];
    devices: readonly k8s.VolumeDevice[];
  },
): ResolvedContainer {
  const { prefix, level, claimMounts, devices } = surroundings;
  const declared: PlacedMount[] = [
    ...claimMounts,
    ...(props.mounts ?? []).map((mount, index) => ({ ...mount, prop: `${prefix}mounts[${index}].mountPath` })),
  ];
  const taken = new Set(declared.map((mount) => mount.mountPath));
  const writablePaths =
    props.writablePaths ??
    (hasReadOnlyRoot(props, level) ? DEFAULT_WRITABLE_PATHS.filter((path) => !taken.has(path)) : []);
  const mounts = [
    ...declared,
    ...writablePaths.map((mountPath) => ({
      name: writableVolumeName(mountPath),
      mountPath,
      prop: `${prefix}writablePaths`,
    })),
  ];
  return { name, prefix, props, ports: resolvePorts(props), mounts, devices, writablePaths, level };
}

export function* checkContainer(container: ResolvedContainer): Iterable<Problem> {
  const { props, prefix, ports } = container;
  if (typeof props.image !== 'string' || props.image.trim() !== props.image || props.image === '') {
    yield {
      code: 'image-invalid',
      prop: `${prefix}image`,
      value: props.image,
      message: 'must be the name of an image, without white space around it',
      remedy: "Write it with its tag, such as 'nginx:1.22.1'",
    };
  }
  yield* checkPorts(props, prefix);
  yield* checkEnvironment(props, prefix);
  yield* checkResources(props.resources, `${prefix}resources`);
  yield* checkContainerSecurity(props, container.level, prefix);
  yield* checkMounts(container.mounts);
  for (const kind of ['readiness', 'liveness', 'startup'] as const) {
    yield* props[kind]?._check(`${prefix}${kind}`, ports) ?? [];
  }
}

export function renderContainer(container: ResolvedContainer): k8s.Container {
  const { name, props, ports } = container;
  return {
    name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    command: props.command,
    args: props.args,
    workingDir: props.workingDir,
    env: renderEnvironment(props),
    ports: renderContainerPorts(ports),
    resources: renderResources(props.resources),
    startupProbe: props.startup?._render(ports),
    readinessProbe: props.readiness?._render(ports),
    livenessProbe: props.liveness?._render(ports),
    securityContext: renderContainerSecurity(props, container.level),
    volumeMounts: renderMounts(container.mounts),
    volumeDevices: container.devices.length === 0 ? undefined : [...container.devices],
  };
}
