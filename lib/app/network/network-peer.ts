import { guardFactories } from '../../shape/factories';
import { k8s } from 'cdk8s-plus-27';
import { checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import { dnsLabelFault } from '../../kubernetes/names';
import type { ISelectableApp } from './selectable-app';
import { isCidr, isWithin } from '../../kubernetes/addresses';
import { checkCidr } from './check-cidr';

type Pairs = { readonly [key: string]: string };

/** Pods, and the namespaces in which they are. */
export interface PodPeerOptions {
  /** Labels that the pods have. @default - all pods */
  readonly labels?: Pairs;
  /** The namespace in which they are. @default - the app's, unless `namespaceLabels` are given */
  readonly namespace?: string;
  /** Labels of the namespaces in which they are; none for every namespace. @default - `namespace` */
  readonly namespaceLabels?: Pairs;
}

/** The label that every namespace has, with its name. */
const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Who may connect to the pods of an app, or whom they may connect to. */
export class NetworkPeer {
  /** Everybody, inside the cluster and outside. */
  public static anywhere(): NetworkPeer {
    return new NetworkPeer();
  }

  /** Pods by their labels and namespace. */
  public static pods(options: PodPeerOptions): NetworkPeer {
    const { labels, namespace } = options;
    const namespaceLabels =
      options.namespaceLabels ?? (namespace === undefined ? undefined : { [NAMESPACE_NAME_LABEL]: namespace });
    return new NetworkPeer(
      {
        podSelector: labels || !namespaceLabels ? selector(labels) : undefined,
        namespaceSelector: namespaceLabels && selector(namespaceLabels),
      },
      options,
    );
  }

  /** All pods of a namespace, such as that of the ingress controller. */
  public static namespace(name: string): NetworkPeer {
    return NetworkPeer.pods({ namespace: name });
  }

  /** The pods of another app. */
  public static app(app: ISelectableApp): NetworkPeer {
    return NetworkPeer.pods({
      labels: app.selectorLabels,
      namespace: app.toPodSelectorConfig().namespaces?.names?.[0],
    });
  }

  /** Addresses in CIDR notation, but for some of them. What the addresses of pods and Services are is the cluster's business. */
  public static cidr(cidr: string, except: string[] = []): NetworkPeer {
    return new NetworkPeer({ ipBlock: { cidr, except: except.length === 0 ? undefined : except } });
  }

  private constructor(
    private readonly peer?: k8s.NetworkPolicyPeer,
    private readonly pods: PodPeerOptions = {},
  ) {}

  /** Nothing where it is everybody. @internal */
  public _render(): k8s.NetworkPolicyPeer | undefined {
    return this.peer;
  }

  /** @internal */
  public _check(report: Report, prop: string, minor: number): void {
    const { labels, namespace, namespaceLabels } = this.pods;
    checkLabels(report, labels, `${prop}.labels`);
    checkLabels(report, namespaceLabels, `${prop}.namespaceLabels`);
    if (namespace !== undefined) {
      const fault = dnsLabelFault(namespace);
      checkName(report, { code: 'namespace-invalid', prop: `${prop}.namespace`, value: namespace, fault });
    }
    if (namespace !== undefined && namespaceLabels !== undefined) {
      report({
        code: 'namespace-and-labels',
        prop: `${prop}.namespace`,
        value: namespace,
        message: 'must not be given beside namespaceLabels',
      });
    }
    const { cidr, except = [] } = this.peer?.ipBlock ?? {};
    for (const range of [cidr ?? [], except].flat()) checkCidr(report, prop, range, minor);
    for (const range of except.filter((each) => isCidr(each) && !isWithin(each, cidr))) {
      report({
        code: 'cidr-invalid',
        prop,
        value: range,
        message: `must be a smaller range inside ${cidr}, because it is an exception of it`,
        remedy: 'Correct one of the two ranges, or leave the exception out',
      });
    }
  }
}

guardFactories('NetworkPeer', NetworkPeer);

function selector(labels: Pairs = {}): k8s.LabelSelector {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
}
