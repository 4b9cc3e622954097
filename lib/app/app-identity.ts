import { formatProblem } from '../messages/diagnostic';
import { unknownProp } from '../shape/unknown-name';
import { knowMembers } from '../shape/known-names';
import {
  claimName,
  DEFAULT_CLUSTER_DOMAIN,
  DEFAULT_NAMESPACE,
  podHost,
  podName,
  serviceHost,
} from '../kubernetes/naming';
import { showValue } from '../messages/show-value';
import { UserError } from '../messages/user-error';
import { requireProps } from '../shape/require-props';
import { StructType } from '../shape/type';

/** What the stable names of an app are made of. None of it can change once deployed without giving up pods or data. */
export interface AppIdentityProps {
  /**
   * Name of the StatefulSet. Pods are `<name>-<ordinal>`, claims `<claim>-<name>-<ordinal>`.
   *
   * At most 52 characters: pods carry a label of the name and a hash, and that label holds 63.
   * Immutable: under another name the app starts with empty volumes (plan: `stateful-set-renamed`).
   *
   * @default - in `StatefulWebApp`, the construct's id
   */
  readonly name?: string;

  /**
   * Name of the governing Service, the headless one that gives each pod its DNS name.
   *
   * Immutable: the API server refuses the change.
   *
   * @default - the app's name
   */
  readonly serviceName?: string;

  /**
   * Namespace of every object.
   *
   * Immutable: in another namespace the app starts with empty volumes.
   *
   * @default - the chart's; where neither says one, the objects carry none, and names are those of `default`
   */
  readonly namespace?: string;

  /**
   * DNS domain of the cluster.
   *
   * @default - in `StatefulWebApp`, the cluster's where that is known; otherwise `cluster.local`
   */
  readonly clusterDomain?: string;

  /**
   * How many pods. A pod removed keeps its claims, and one added finds those of its ordinal again.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The first ordinal (`spec.ordinals.start`). Moving it makes new pods with new, empty claims, and leaves the old ones.
   *
   * @default 0
   */
  readonly firstOrdinal?: number;
}

/**
 * The names that Kubernetes gives an app's pods, claims and Service, for ever. Made before the app, so that its own
 * environment can hold them:
 *
 * ```ts
 * const cluster = { name: 'kv', namespace: 'prod', replicas: 3 };
 * new StatefulWebApp(chart, 'kv', { ...cluster, image, env: { PEERS: new AppIdentity(cluster).peers.join(',') } });
 * ```
 */
export class AppIdentity {
  public readonly name: string;
  public readonly serviceName: string;
  public readonly namespace: string;
  public readonly clusterDomain: string;
  public readonly replicas: number;
  public readonly firstOrdinal: number;

  /** @throws where no name is given, or a prop has the wrong type */
  public constructor(given: AppIdentityProps) {
    const props = requireProps<AppIdentityProps>('AppIdentity', given, StructType.of('AppIdentityProps', true));
    requireKnown(given);
    if (props.name === undefined) {
      throw new UserError('AppIdentity: name is missing. Give the name that the app has');
    }
    this.name = props.name;
    this.serviceName = props.serviceName ?? props.name;
    this.namespace = props.namespace ?? DEFAULT_NAMESPACE;
    this.clusterDomain = props.clusterDomain ?? DEFAULT_CLUSTER_DOMAIN;
    this.replicas = props.replicas ?? 1;
    this.firstOrdinal = props.firstOrdinal ?? 0;
  }

  /** The ordinals of the pods, in the order in which they start. */
  public get ordinals(): number[] {
    return this._ordinalsOf(this.replicas);
  }

  /** The ordinals of so many pods. @internal */
  public _ordinalsOf(replicas: number): number[] {
    // A bad number is reported at synth: here it only must not make an endless list, or names that no pod has.
    const count = Number.isInteger(replicas) && replicas > 0 && replicas <= 100_000 ? replicas : 0;
    if (!isOrdinal(this.firstOrdinal)) return [];
    return Array.from({ length: count }, (_, index) => this.firstOrdinal + index);
  }

  /** `nginx.default.svc.cluster.local`: resolves to the addresses of all pods that are ready. */
  public get serviceHost(): string {
    return serviceHost(this.serviceName, this.namespace, this.clusterDomain);
  }

  /** The DNS names of all pods, in the order of their ordinals. */
  public get peers(): string[] {
    return this.ordinals.map((ordinal) => this.podHost(ordinal));
  }

  /** `web-0` */
  public podName(ordinal: number): string {
    return podName(this.name, wholeOrdinal(ordinal));
  }

  /** `web-0.nginx.default.svc.cluster.local` */
  public podHost(ordinal: number): string {
    return podHost(this.podName(ordinal), this.serviceName, this.namespace, this.clusterDomain);
  }

  /** `www-web-0`: the claim that the pod with this ordinal has, made from the claim template of this name. */
  public claimName(claim: string, ordinal: number): string {
    return claimName(claim, this.name, wholeOrdinal(ordinal));
  }
}

/** All props of an app are fine, as identity and app are often made from the same. */
function requireKnown(given: object): void {
  const known = [...StructType.of('AppIdentityProps').props.keys()];
  const ofApp = StructType.of('StatefulWebAppProps').props;
  const unknown = Object.entries((given as object | null) ?? {}).find(
    ([key, value]) => value !== undefined && !known.includes(key) && !ofApp.has(key),
  );
  if (unknown === undefined) return;
  const [key, value] = unknown;
  throw new UserError(`AppIdentity: ${formatProblem(unknownProp(key, key, value, known))}`);
}

function wholeOrdinal(ordinal: number): number {
  if (!isOrdinal(ordinal)) {
    throw new UserError(`An ordinal must be a whole number of 0 or more, not ${showValue(ordinal)}`);
  }
  return ordinal;
}

export function isOrdinal(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

knowMembers('AppIdentity', AppIdentity);
