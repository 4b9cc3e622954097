import { k8s } from 'cdk8s-plus-27';
import { portNameFault } from '../../kubernetes/names';
import type { App } from '../base/app';
import type { ContainerPort } from '../container/port';
import type { Problem, Report } from '../../messages/problem';
import { checkName, checkUnique, checkWholeNumber, duplicates } from '../base/problem';

/** A port of a Service, and the container's port behind it. */
export interface OfferedPort {
  /** The number that clients connect to, 1 to 65535. */
  readonly port: number;

  /** Name of the container's port that answers. @default - the container's first port */
  readonly targetPort?: string;

  /**
   * Number of the container's port, instead of its name: the Service does not follow when the container's number changes.
   *
   * @default - by name
   */
  readonly targetNumber?: number;

  /** Name of the port in the Service. @default - the name of the container's port */
  readonly name?: string;

  /** What is spoken, for proxies and meshes: `http`, `https`, `grpc`, `kubernetes.io/h2c`. @default - not said */
  readonly appProtocol?: string;

  /**
   * The port that every node opens, with the types NODE_PORT and LOAD_BALANCER.
   *
   * @default - Kubernetes chooses one
   */
  readonly nodePort?: number;
}

/** What an author can say of a Service's ports: one number, a list, or nothing. */
export interface OfferedPortChoice {
  readonly port?: number;
  readonly ports?: readonly OfferedPort[];
}

/** Where no port is given, the Service offers what the container listens on, under the same numbers. */
export function resolveOfferedPorts(
  choice: OfferedPortChoice,
  containerPorts: readonly ContainerPort[],
): readonly k8s.ServicePort[] {
  const chosen = choice.ports ?? (choice.port === undefined ? undefined : [{ port: choice.port }]);
  return (
    chosen ?? containerPorts.map(({ name, containerPort }): OfferedPort => ({ port: containerPort, targetPort: name }))
  ).map((offered, index) => {
    const target =
      offered.targetNumber !== undefined
        ? containerPorts.find(({ containerPort }) => containerPort === offered.targetNumber)
        : offered.targetPort === undefined
          ? containerPorts[chosen === undefined ? index : 0]
          : containerPorts.find(({ name }) => name === offered.targetPort);
    const isByName = target?.name !== undefined && offered.targetNumber === undefined;
    const number = target?.containerPort ?? offered.targetNumber;
    return {
      name: offered.name ?? target?.name,
      port: offered.port,
      // By name the Service follows when the container's number changes; the number alone is Kubernetes' default.
      targetPort: isByName
        ? k8s.IntOrString.fromString(target.name)
        : number === undefined || number === offered.port
          ? undefined
          : k8s.IntOrString.fromNumber(number),
      protocol: target?.protocol,
      appProtocol: offered.appProtocol,
      nodePort: offered.nodePort,
    };
  });
}

export function checkOfferedPorts(
  report: Report,
  choice: OfferedPortChoice,
  { exposedPorts: containerPorts, hasUndeclaredPorts }: Pick<App, 'exposedPorts' | 'hasUndeclaredPorts'>,
  prop: string,
): void {
  if (choice.port !== undefined && choice.ports !== undefined) {
    report({
      code: 'port-and-ports',
      prop: `${prop}.port`,
      value: choice.port,
      message: 'must not be given beside ports',
    });
  }
  if (containerPorts.length === 0 && !(hasUndeclaredPorts && choice.ports !== undefined)) {
    report({
      code: 'service-without-ports',
      prop,
      message: 'a Service needs a port, and the app has none',
    });
    return;
  }
  checkWholeNumber(report, {
    code: 'port-out-of-range',
    prop: `${prop}.port`,
    value: choice.port,
    min: 1,
    max: 65535,
    remedy: GIVE_PORT,
  });
  for (const [index, offered] of (choice.ports ?? []).entries()) {
    const where = `${prop}.ports[${offered.name ?? index}]`;
    checkWholeNumber(report, {
      code: 'port-out-of-range',
      prop: `${where}.port`,
      value: offered.port,
      min: 1,
      max: 65535,
      remedy: GIVE_PORT,
    });
    checkWholeNumber(report, {
      code: 'port-out-of-range',
      prop: `${where}.nodePort`,
      value: offered.nodePort,
      min: 1,
      max: 65535,
      remedy: 'Give a number in the node port range of the cluster, 30000 to 32767 by default',
    });
    if (offered.name !== undefined) {
      checkName(report, {
        code: 'port-name-invalid',
        prop: `${where}.name`,
        value: offered.name,
        fault: portNameFault(offered.name),
        remedy: 'Rename it',
      });
    }
    if (
      offered.targetNumber !== undefined &&
      !hasUndeclaredPorts &&
      !isListening(offered.targetNumber, containerPorts)
    ) {
      report({
        code: 'port-unknown',
        prop: `${where}.targetNumber`,
        value: offered.targetNumber,
        message: 'the app has no port of this number',
      });
    }
    if (offered.targetPort !== undefined && !containerPorts.some(({ name }) => name === offered.targetPort)) {
      report(unknownPort(`${where}.targetPort`, offered.targetPort, containerPorts));
    }
  }
  const resolved = resolveOfferedPorts(choice, containerPorts);
  const names = resolved.flatMap(({ name }) => name ?? []);
  const code = 'port-name-duplicate';
  checkUnique(report, { code, prop: `${prop}.ports`, names, what: 'ports', remedy: 'Name the ports' });
  for (const key of duplicates(resolved.map(({ port, protocol }) => `${port}/${protocol ?? 'TCP'}`))) {
    report({
      code: 'port-duplicate',
      prop: `${prop}.ports`,
      message: `several ports have the number ${key}`,
    });
  }
}

function isListening(number: number, ports: readonly ContainerPort[]): boolean {
  return ports.some(({ containerPort }) => containerPort === number);
}

/** A port that is meant by its name, and is not there. */
export function unknownPort(prop: string, value: string, known: readonly { readonly name?: string }[]): Problem {
  const names = known.flatMap(({ name }) => name ?? []).join(', ');
  return {
    code: 'port-unknown',
    prop,
    value,
    message: `the app has no port of this name (${names || 'it has no named port'})`,
  };
}

const GIVE_PORT = 'Give the number that clients connect to';
