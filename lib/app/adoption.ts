import type { k8s } from 'cdk8s-plus-27';
import type { ServiceExposure } from './network/service-options';
import { selects } from '../kubernetes/validation/metadata';
import type { Report } from '../messages/problem';

/**
 * What a StatefulSet that exists already may carry and no new one should. Given, the app takes it over without a restart and
 * without a refusal by the API server.
 */
export interface AdoptionProps {
  /** `metadata.name` of the pod template. Kubernetes ignores it, but a change restarts the pods. @default - none */
  readonly podTemplateName?: string;
  /** `metadata.namespace` of the pod template. Kubernetes ignores it, but a change restarts the pods. @default - none */
  readonly podTemplateNamespace?: string;
  /** `metadata.namespace` of the claim templates. Kubernetes ignores it, but refuses a change. @default - none */
  readonly claimTemplateNamespace?: string;
  /** `hostname` of the pod template. Kubernetes overwrites it with the pod's name, but a change restarts the pods. @default - none */
  readonly hostname?: string;
  /** `subdomain` of the pod template. Kubernetes overwrites it with `serviceName`, but a change restarts the pods. @default - none */
  readonly subdomain?: string;
  /**
   * The StatefulSet names no governing Service, so its pods have no DNS names of their own, and `podHost` and `peers` resolve to
   * nothing. Immutable. @default false
   */
  readonly withoutServiceName?: boolean;
  /**
   * Let `app.kubernetes.io/instance` be in `selectorLabels`, and so on the claims. Argo CD up to 2.14 takes it for its mark: keep it
   * from pruning claims. @default false
   */
  readonly trackingLabelOnClaims?: boolean;
  /**
   * Something else declares the governing Service: another app that shares it, or YAML beside. It is not written, and `service` stands for
   * it all the same. @default false
   */
  readonly governingServiceElsewhere?: boolean;
  /**
   * The governing Service has an address of its own and balances between the pods, which then have no DNS names: `podHost` and `peers`
   * resolve to nothing. An address cannot be taken away from a Service. @default - it is headless
   */
  readonly governingServiceType?: ServiceExposure;
  /**
   * `labels` and `annotations` are those of the StatefulSet alone: each object around it has only its own, and the governing Service not
   * those of the selector. @default false
   */
  readonly separateMetadata?: boolean;
  /** Let Services lead to ports that no container declares: Kubernetes does not need the declaration. @default false */
  readonly undeclaredPorts?: boolean;
  /** Let there be claims that no container mounts: the list of claims is immutable. @default false */
  readonly unmountedClaims?: boolean;
  /**
   * The selector of the StatefulSet, where it says more or less than `selectorLabels`. Services and policies still find the pods by
   * those. Immutable. @default - selectorLabels
   */
  readonly selector?: k8s.LabelSelector;
}

export function checkAdoption(
  report: Report,
  { selector }: AdoptionProps,
  podLabels: Readonly<Record<string, string>>,
): void {
  if (selector !== undefined && !selects(selector, podLabels)) {
    report({
      code: 'selector-against-pod-labels',
      prop: 'adoption.selector',
      value: selector,
      message: 'must select the labels of the pods',
    });
  }
}
