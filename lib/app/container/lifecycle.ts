import { guardFactories } from '../../shape/factories';
import type { ContainerPort } from './port';
import { probePort } from './probe';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import type { Wire } from '../base/wire';

/** A request over HTTP when a container starts or stops. */
export interface HttpGetHookOptions {
  /** @default '/' */
  readonly path?: string;
  /** Number of the port. @default - the container's first port */
  readonly port?: number;
  /** Name of the port, instead of its number. @default - the container's first port */
  readonly portName?: string;
  /** `HTTP` or `HTTPS`. @default 'HTTP' */
  readonly scheme?: string;
  /** @default - the pod's address */
  readonly host?: string;
  /** Headers of the request. @default - none */
  readonly headers?: { readonly [name: string]: string };
}

/** What is done when a container starts or before it is told to stop. */
export class LifecycleHook {
  /** Runs a command in the container, without a shell. */
  public static exec(command: string[]): LifecycleHook {
    return new LifecycleHook(() => ({ exec: { command } }));
  }

  /** Sends a GET request. */
  public static httpGet(options: HttpGetHookOptions = {}): LifecycleHook {
    const { path, scheme, host, headers } = options;
    return new LifecycleHook((ports) => ({
      httpGet: {
        path,
        port: probePort(options, ports),
        scheme,
        host,
        httpHeaders: headers && Object.entries(headers).map(([name, value]) => ({ name, value })),
      },
    }));
  }

  /**
   * Waits, without a shell in the image: time for traffic to go elsewhere. Kubernetes 1.30 and later.
   *
   * @param seconds 1 or more, and at most `terminationGracePeriodSeconds`
   */
  public static sleep(seconds: number): LifecycleHook {
    return new LifecycleHook(() => ({ sleep: { seconds } }), seconds);
  }

  private constructor(
    private readonly action: (ports: readonly ContainerPort[]) => Wire,
    private readonly seconds?: number,
  ) {}

  /** @internal */
  public _check(report: Report, prop: string, graceSeconds: number): void {
    checkWholeNumber(report, { code: 'seconds-invalid', prop: `${prop}.seconds`, value: this.seconds, min: 1 });
    if (this.seconds !== undefined && this.seconds > graceSeconds) {
      report({
        code: 'pause-beyond-grace',
        prop: `${prop}.seconds`,
        value: this.seconds,
        message: `must be at most ${graceSeconds}, the seconds that the pod has to stop`,
      });
    }
  }

  /** @internal */
  public _render(ports: readonly ContainerPort[]): Wire {
    return this.action(ports);
  }
}

guardFactories('LifecycleHook', LifecycleHook);

/** What is done when a container starts and before it stops. */
export interface ContainerLifecycle {
  /** Right after the container was made; it counts as running only when this is done. @default - nothing */
  readonly postStart?: LifecycleHook;
  /** Before the container is told to stop. Its time counts in `terminationGracePeriodSeconds`. @default - nothing */
  readonly preStop?: LifecycleHook;
  /** The signal that tells the container to stop, such as `SIGUSR1`. No version of Kubernetes has it on yet. @default - the image's */
  readonly stopSignal?: string;
}

/** Kubernetes' own time to stop, where none is given. */
const GRACE_SECONDS = 30;

export function checkLifecycle(
  report: Report,
  lifecycle: ContainerLifecycle | undefined,
  prop: string,
  graceSeconds = GRACE_SECONDS,
): void {
  lifecycle?.postStart?._check(report, `${prop}.postStart`, graceSeconds);
  lifecycle?.preStop?._check(report, `${prop}.preStop`, graceSeconds);
}

export function renderLifecycle(
  lifecycle: ContainerLifecycle | undefined,
  ports: readonly ContainerPort[],
): Wire | undefined {
  return (
    lifecycle && {
      postStart: lifecycle.postStart?._render(ports),
      preStop: lifecycle.preStop?._render(ports),
      stopSignal: lifecycle.stopSignal,
    }
  );
}
