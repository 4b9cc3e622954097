import type { k8s, Protocol } from 'cdk8s-plus-27';
import { portNameFault } from '../../kubernetes/names';
import type { Report } from '../../messages/problem';
import { checkName, checkUnique, checkWholeNumber, duplicates } from '../base/problem';
import { omitIfNone, type Wire } from '../base/wire';

/** A port that a container listens on. The app's Services offer those of its own container under the same number and name. */
export interface ContainerPort {
  /** The number that the container listens on, 1 to 65535. */
  readonly containerPort: number;

  /**
   * Name of the port: at most 15 lower-case letters, digits and hyphens. Probes and routes can refer to it, and only a
   * named port has SRV records.
   *
   * @default - none; required of each where there are several, as a Service needs them
   */
  readonly name?: string;

  /** @default Protocol.TCP */
  readonly protocol?: Protocol;

  /**
   * Whether the app's Services offer the port.
   *
   * @default - true for the app's own container, false for others
   */
  readonly exposed?: boolean;

  /** Port of the node that leads to this one: only one pod fits on a node, and the level must be PRIVILEGED. @default - none */
  readonly hostPort?: number;

  /** Address of the node that `hostPort` is bound to. @default - all */
  readonly hostIp?: string;
}

/** The name of the one port that is given as a number alone. */
const DEFAULT_PORT_NAME = 'http';

/** What an author can say of ports: one number, or a list. */
export interface PortChoice {
  readonly port?: number;
  readonly ports?: readonly ContainerPort[];
}

export function resolvePorts(choice: PortChoice): readonly ContainerPort[] {
  return choice.ports ?? (choice.port === undefined ? [] : [{ containerPort: choice.port, name: DEFAULT_PORT_NAME }]);
}

export function checkPorts(report: Report, choice: PortChoice, prefix = ''): void {
  const where = (index: number): string =>
    choice.ports === undefined ? `${prefix}port` : `${prefix}ports[${choice.ports[index]?.name ?? index}]`;
  if (choice.port !== undefined && choice.ports !== undefined) {
    report({
      code: 'port-and-ports',
      prop: `${prefix}port`,
      value: choice.port,
      message: 'must not be given beside ports',
    });
  }
  const ports = resolvePorts(choice);
  for (const [index, port] of ports.entries()) {
    checkWholeNumber(report, {
      code: 'port-out-of-range',
      prop: choice.ports === undefined ? where(index) : `${where(index)}.containerPort`,
      value: (port.containerPort as number | undefined) ?? NaN,
      min: 1,
      max: 65535,
      remedy: 'Give the number that the container listens on',
    });
    checkWholeNumber(report, {
      code: 'port-out-of-range',
      prop: `${where(index)}.hostPort`,
      value: port.hostPort,
      min: 1,
      max: 65535,
      remedy: 'Give a port of the node',
    });
    if (port.name !== undefined) {
      checkName(report, {
        code: 'port-name-invalid',
        prop: `${where(index)}.name`,
        value: port.name,
        fault: portNameFault(port.name),
      });
    } else if (ports.filter(isExposed).length > 1 && isExposed(port)) {
      report({
        code: 'port-name-missing',
        prop: `${where(index)}.name`,
        message: 'is missing: a Service with several ports needs a name for each',
      });
    }
  }
  const names = ports.flatMap(({ name }) => name ?? []);
  checkUnique(report, { code: 'port-name-duplicate', prop: `${prefix}ports`, names, what: 'ports' });
  for (const key of duplicates(
    ports.filter(isExposed).map((port) => `${port.containerPort}/${port.protocol ?? 'TCP'}`),
  )) {
    report({
      code: 'port-duplicate',
      prop: `${prefix}ports`,
      message: `several ports have the number ${key}`,
      remedy: 'Remove one of the two, or set exposed to false',
    });
  }
}

export function renderContainerPorts(ports: readonly ContainerPort[]): readonly Wire[] | undefined {
  return omitIfNone(
    ports.map(({ name, containerPort, protocol, hostPort, hostIp }) => ({
      name,
      containerPort,
      protocol,
      hostPort,
      hostIP: hostIp,
    })),
  );
}

/** Whether the Services offer a port of the app's own container. */
export function isExposed(port: ContainerPort): boolean {
  return port.exposed ?? true;
}

export function renderServicePorts(ports: readonly ContainerPort[]): k8s.ServicePort[] | undefined {
  return ports.length === 0
    ? undefined
    : ports.map((port) => ({ name: port.name, port: port.containerPort, protocol: port.protocol }));
}
