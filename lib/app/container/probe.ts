import { guardFactories } from '../../shape/factories';
import type { ContainerPort } from './port';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import type { Wire } from '../base/wire';

/** How often a probe asks, and how many answers count. What is left out has Kubernetes' default. */
export interface ProbeOptions {
  /** Seconds after the container's start before the first probe. @default 0 */
  readonly initialDelaySeconds?: number;
  /** Seconds between two probes. @default 10 */
  readonly periodSeconds?: number;
  /** Seconds after which a probe has failed. @default 1 */
  readonly timeoutSeconds?: number;
  /** Successes in a row that count as one; 1 for liveness and startup. @default 1 */
  readonly successThreshold?: number;
  /** Failures in a row that count as one. @default 3 */
  readonly failureThreshold?: number;
  /** Seconds the container has to stop when this probe killed it (not for readiness). @default - the pod's */
  readonly terminationGracePeriodSeconds?: number;
}

/** Which port a probe asks. */
export interface PortProbeOptions extends ProbeOptions {
  /** Number of the port. @default - the container's first port */
  readonly port?: number;
  /** Name of the port, instead of its number. @default - the container's first port */
  readonly portName?: string;
}

/** A connection to a port. */
export interface TcpSocketProbeOptions extends PortProbeOptions {
  /** Host to connect to. @default - the pod's address */
  readonly host?: string;
}

/** A request over HTTP, good with a status from 200 to 399. */
export interface HttpGetProbeOptions extends PortProbeOptions {
  /** @default '/' */
  readonly path?: string;
  /** `HTTP` or `HTTPS`; certificates are not verified. @default 'HTTP' */
  readonly scheme?: string;
  /** Host to connect to. @default - the pod's address */
  readonly host?: string;
  /** Headers of the request. @default - none */
  readonly headers?: { readonly [name: string]: string };
}

/** A call of the gRPC health checking protocol. */
export interface GrpcProbeOptions extends ProbeOptions {
  /** Number of the port. @default - the container's first port */
  readonly port?: number;
  /** The service asked about. @default - the server as a whole */
  readonly service?: string;
}

/** Where a probe stands. @internal */
export interface ProbePlace {
  readonly prop: string;
  readonly ports: readonly ContainerPort[];
  /** Whether one success must be enough, as for liveness and startup. */
  readonly succeedsOnce: boolean;
}

interface ProbeAction extends Wire {
  readonly httpGet?: Wire & { readonly port: number | string };
  readonly tcpSocket?: Wire & { readonly port: number | string };
  readonly grpc?: Wire & { readonly port: number };
  readonly exec?: { readonly command: readonly string[] };
}

/** How Kubernetes finds out whether a container has started, can serve, or must be restarted. */
export class Probe {
  /** Good when a GET answers with a status from 200 to 399. */
  public static httpGet(options: HttpGetProbeOptions = {}): Probe {
    return new Probe(options, (ports) => ({
      httpGet: {
        path: options.path,
        port: probePort(options, ports),
        scheme: options.scheme,
        host: options.host,
        httpHeaders: options.headers && Object.entries(options.headers).map(([name, value]) => ({ name, value })),
      },
    }));
  }

  /** Good when the port accepts a connection. */
  public static tcpSocket(options: TcpSocketProbeOptions = {}): Probe {
    return new Probe(options, (ports) => ({ tcpSocket: { port: probePort(options, ports), host: options.host } }));
  }

  /** Good when the command, run in the container without a shell, exits with 0. */
  public static exec(command: string[], options: ProbeOptions = {}): Probe {
    return new Probe(options, () => ({ exec: { command } }));
  }

  /** Good when the gRPC health service answers SERVING. */
  public static grpc(options: GrpcProbeOptions = {}): Probe {
    return new Probe(options, (ports) => ({
      grpc: { port: options.port ?? ports[0]?.containerPort ?? 0, service: options.service },
    }));
  }

  private constructor(
    private readonly options: PortProbeOptions,
    private readonly action: (ports: readonly ContainerPort[]) => ProbeAction,
  ) {}

  /** @internal */
  public _render(ports: readonly ContainerPort[]): Wire {
    const {
      initialDelaySeconds,
      periodSeconds,
      timeoutSeconds,
      successThreshold,
      failureThreshold,
      terminationGracePeriodSeconds,
    } = this.options;
    return {
      ...this.action(ports),
      initialDelaySeconds,
      periodSeconds,
      timeoutSeconds,
      successThreshold,
      failureThreshold,
      terminationGracePeriodSeconds,
    };
  }

  /** @internal */
  public _check(report: Report, { prop, ports, succeedsOnce }: ProbePlace): void {
    const { options } = this;
    const seconds = 'Give whole seconds';
    checkWholeNumber(report, {
      code: 'probe-option-invalid',
      prop: `${prop}.initialDelaySeconds`,
      value: options.initialDelaySeconds,
      min: 0,
      remedy: seconds,
    });
    for (const key of [
      'periodSeconds',
      'timeoutSeconds',
      'successThreshold',
      'failureThreshold',
      'terminationGracePeriodSeconds',
    ] as const) {
      checkWholeNumber(report, {
        code: 'probe-option-invalid',
        prop: `${prop}.${key}`,
        value: options[key],
        min: 1,
        remedy: 'Give a whole number of 1 or more',
      });
    }
    if (succeedsOnce && (options.successThreshold ?? 1) !== 1) {
      report({
        code: 'probe-option-invalid',
        prop: `${prop}.successThreshold`,
        value: options.successThreshold,
        message: 'must be 1 for liveness and startup',
        remedy: 'Leave it out',
      });
    }
    const rendered = this.action(ports);
    const port = rendered.httpGet?.port ?? rendered.tcpSocket?.port ?? rendered.grpc?.port;
    if (port === undefined) {
      if ((rendered.exec?.command ?? []).length === 0) {
        report({
          code: 'probe-command-empty',
          prop,
          message: 'has no command',
        });
      }
    } else if (typeof port === 'number') {
      checkWholeNumber(report, { code: 'probe-port-invalid', prop: `${prop}.port`, value: port, min: 1, max: 65535 });
    } else if (!ports.some((candidate) => candidate.name === port)) {
      report({
        code: 'probe-port-unknown',
        prop: `${prop}.portName`,
        value: port,
        message: `the container has no port of this name (${ports.flatMap((candidate) => candidate.name ?? []).join(', ') || 'it has no named port'})`,
        remedy: 'Correct the name or give the number as port',
      });
    }
  }
}

guardFactories('Probe', Probe);

export function probePort(
  options: { readonly port?: number; readonly portName?: string },
  ports: readonly ContainerPort[],
): number | string {
  const first = ports[0];
  return options.portName ?? options.port ?? first?.name ?? first?.containerPort ?? 0;
}
