import { knowValues } from '../../shape/known-names';
import type { Report } from '../../messages/problem';
import { checkWholeNumber } from '../base/problem';
import type { Wire } from '../base/wire';
import type { ContainerPort } from '../container/port';
import { unknownPort } from '../network/offered-port';

/** One place where metrics are read. Fields as in the API of the Prometheus operator, `monitoring.coreos.com/v1`. */
export interface MonitorEndpoint {
  /** Name of the port with the metrics. @default - the container's first port */
  readonly portName?: string;

  /** @default '/metrics' */
  readonly path?: string;

  /** `http` or `https`. @default - Prometheus': http */
  readonly scheme?: string;

  /** Seconds between two readings. @default - Prometheus' */
  readonly intervalSeconds?: number;

  /** Seconds after which a reading has failed, at most `intervalSeconds`. @default - Prometheus' */
  readonly scrapeTimeoutSeconds?: number;

  /** Keep labels of the metrics where Prometheus' own would cover them. @default false */
  readonly honorLabels?: boolean;

  /** Query parameters of the request. @default - none */
  readonly params?: { readonly [name: string]: string[] };

  /** How the certificate of the endpoint is judged, and with which one Prometheus presents itself. @default - as Prometheus does */
  readonly tls?: MonitorTls;

  /** A token that Prometheus sends (`Authorization: Bearer`). @default - none */
  readonly bearerToken?: SecretKey;

  /** User and password that Prometheus sends. @default - none */
  readonly basicAuth?: MonitorBasicAuth;

  /** Changes of a target's labels, before it is read. @default - none */
  readonly relabelings?: Relabeling[];

  /** Changes of the metrics' labels, after they are read; `drop` leaves metrics out. @default - none */
  readonly metricRelabelings?: Relabeling[];
}

/** A key of a Secret in the monitor's namespace. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly name: string;
  /** The key in it. */
  readonly key: string;
}

/** TLS between Prometheus and the app. */
export interface MonitorTls {
  /** The certificate authority. @default - those that Prometheus trusts */
  readonly ca?: SecretKey;
  /** Prometheus' own certificate. @default - none */
  readonly cert?: SecretKey;
  /** The key of that certificate. @default - none */
  readonly key?: SecretKey;
  /** The name that the app's certificate must have. @default - the address of the pod */
  readonly serverName?: string;
  /** Take any certificate. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** User and password, each in a Secret. */
export interface MonitorBasicAuth {
  readonly username: SecretKey;
  readonly password: SecretKey;
}

/** What a relabelling does. */
export enum RelabelingAction {
  REPLACE = 'replace',
  KEEP = 'keep',
  DROP = 'drop',
  HASHMOD = 'hashmod',
  LABELMAP = 'labelmap',
  LABELDROP = 'labeldrop',
  LABELKEEP = 'labelkeep',
  LOWERCASE = 'lowercase',
  UPPERCASE = 'uppercase',
  KEEPEQUAL = 'keepequal',
  DROPEQUAL = 'dropequal',
}

knowValues('RelabelingAction', RelabelingAction);

/** A step that changes labels, in Prometheus' own terms: prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config. */
export interface Relabeling {
  /** @default RelabelingAction.REPLACE */
  readonly action?: RelabelingAction;
  /** Labels whose values are joined and matched. @default - none */
  readonly sourceLabels?: string[];
  /** Between the joined values. @default ';' */
  readonly separator?: string;
  /** What the whole of the joined values must match. @default '(.*)' */
  readonly regex?: string;
  /** The label that is written. @default - none */
  readonly targetLabel?: string;
  /** What is written, with `$1` for a group of the expression. @default '$1' */
  readonly replacement?: string;
  /** For `hashmod`. @default - none */
  readonly modulus?: number;
}

export function checkEndpoint(
  report: Report,
  endpoint: MonitorEndpoint,
  prop: string,
  ports: readonly ContainerPort[],
): void {
  const { portName, scheme, intervalSeconds, scrapeTimeoutSeconds } = endpoint;
  if (portName !== undefined && !ports.some(({ name }) => name === portName)) {
    report(unknownPort(`${prop}.portName`, portName, ports));
  } else if (portName === undefined && ports[0]?.name === undefined) {
    report({
      code: 'monitor-port-missing',
      prop: `${prop}.portName`,
      message: 'is missing: a monitor finds a port by its name, and the first port has none',
    });
  }
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    report({ code: 'monitor-scheme-invalid', prop: `${prop}.scheme`, value: scheme, message: 'must be http or https' });
  }
  const code = 'seconds-invalid';
  checkWholeNumber(report, { code, prop: `${prop}.intervalSeconds`, value: intervalSeconds, min: 1 });
  checkWholeNumber(report, {
    code,
    prop: `${prop}.scrapeTimeoutSeconds`,
    value: scrapeTimeoutSeconds,
    min: 1,
    max: intervalSeconds,
    remedy: 'Give whole seconds, not more than between two readings',
  });
  if (endpoint.bearerToken !== undefined && endpoint.basicAuth !== undefined) {
    report({
      code: 'monitor-credentials-twice',
      prop: `${prop}.basicAuth`,
      message: 'must not be given beside bearerToken',
    });
  }
}

/** An endpoint as both kinds of monitors have it; `keep` are the relabellings that come first. */
export function renderEndpoint(
  endpoint: MonitorEndpoint,
  ports: readonly ContainerPort[],
  keep: readonly Relabeling[],
): Wire {
  const { portName, intervalSeconds, scrapeTimeoutSeconds, tls, bearerToken, basicAuth } = endpoint;
  const relabelings = [...keep, ...(endpoint.relabelings ?? [])];
  return {
    port: portName ?? ports[0]?.name,
    path: endpoint.path,
    scheme: endpoint.scheme,
    interval: seconds(intervalSeconds),
    scrapeTimeout: seconds(scrapeTimeoutSeconds),
    honorLabels: endpoint.honorLabels,
    params: endpoint.params,
    tlsConfig: tls && {
      ca: tls.ca && { secret: tls.ca },
      cert: tls.cert && { secret: tls.cert },
      keySecret: tls.key,
      serverName: tls.serverName,
      insecureSkipVerify: tls.insecureSkipVerify,
    },
    authorization: bearerToken && { credentials: bearerToken },
    basicAuth,
    relabelings: relabelings.length === 0 ? undefined : relabelings,
    metricRelabelings: endpoint.metricRelabelings,
  };
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}s`;
}
