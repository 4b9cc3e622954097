import { k8s, type Protocol } from 'cdk8s-plus-27';
import { portNameFault } from '../kubernetes/names';
import { duplicates, nameProblem, wholeNumberProblem, type Problem } from './problem';

/** A port that a container listens on, and that the app's Services offer under the same number and name. */
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
}

/** The name of the one port that is given as a number alone. */
export const DEFAULT_PORT_NAME = 'http';

/** What an author can say of ports: one number, or a list. */
export interface PortChoice {
  readonly port?: number;
  readonly ports?: readonly ContainerPort[];
}

export function resolvePorts(choice: PortChoice): readonly ContainerPort[] {
  return choice.ports ?? (choice.port === undefined ? [] : [{ containerPort: choice.port, name: DEFAULT_PORT_NAME }]);
}

export function* checkPorts(choice: PortChoice, prefix = ''): Iterable<Problem> {
  const where = (index: number): string =>
    choice.ports === undefined ? `${prefix}port` : `${prefix}ports[${choice.ports[index]?.name ?? index}]`;
  if (choice.port !== undefined && choice.ports !== undefined) {
    yield {
      code: 'port-and-ports',
      prop: `${prefix}port`,
      value: choice.port,
      message: 'must not be given beside ports',
      remedy: 'Write the port into ports, or leave ports out',
    };
  }
  const ports = resolvePorts(choice);
  for (const [index, port] of ports.entries()) {
    yield* wholeNumberProblem(
      'port-out-of-range',
      choice.ports === undefined ? where(index) : `${where(index)}.containerPort`,
      port.containerPort,
      { min: 1, max: 65535 },
      'Give the number that the container listens on',
    );
    if (port.name !== undefined) {
      yield* nameProblem(
        'port-name-invalid',
        `${where(index)}.name`,
        port.name,
        portNameFault(port.name),
        'Choose a shorter or simpler name',
      );
    } else if (ports.length > 1) {
      yield {
        code: 'port-name-missing',
        prop: `${where(index)}.name`,
        message: 'is missing: a Service with several ports needs a name for each',
        remedy: 'Name the port',
      };
    }
  }
  for (const name of duplicates(ports.flatMap((port) => port.name ?? []))) {
    yield {
      code: 'port-name-duplicate',
      prop: `${prefix}ports`,
      value: name,
      message: 'must have each name once',
      remedy: 'Rename one of the ports',
    };
  }
  for (const key of duplicates(ports.map((port) => `${port.containerPort}/${port.protocol ?? 'TCP'}`))) {
    yield {
      code: 'port-duplicate',
      prop: `${prefix}ports`,
      value: key,
      message: 'must have each number once for a protocol',
      remedy: 'Remove one of the two',
    };
  }
}

export function renderContainerPorts(ports: readonly ContainerPort[]): k8s.ContainerPort[] | undefined {
  return ports.length === 0 ? undefined : ports.map((port) => ({ ...port }));
}

export function renderServicePorts(ports: readonly ContainerPort[]): k8s.ServicePort[] | undefined {
  return ports.length === 0
    ? undefined
    : ports.map((port) => ({ name: port.name, port: port.containerPort, protocol: port.protocol }));
}
