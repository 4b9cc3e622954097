import { placeOf } from './base/construct-place';
import { knowMembers } from '../shape/known-names';
import { ApiObject, type ApiObjectProps, Chart, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { dnsLabelFault } from '../kubernetes/names';
import { reporterOf } from '../messages/diagnostic';
import type { Problem } from '../messages/problem';
import { KEPT_WHEN_GONE_FROM_GIT } from '../pipelines/kept';
import { shapedProps } from '../shape/shaped-props';
import { checkAnnotations, checkLabels } from './base/labels';
import { checkName } from './base/problem';
import { PodSecurityLevel } from './pod/security';

type Pairs = { readonly [key: string]: string };

/** A namespace for apps, and what pods in it may do. */
export interface AppNamespaceProps {
  /** @default - the namespace of the chart, otherwise the construct's id */
  readonly name?: string;

  /**
   * The Pod Security Standard that every pod of the namespace is held to: enforced, audited and warned of
   * (`pod-security.kubernetes.io/enforce` and so on). It must be the loosest level of the apps in it.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly securityLevel?: PodSecurityLevel;

  /** Labels beside those of the security level. @default - none */
  readonly labels?: Pairs;

  /** Annotations beside those that keep the namespace. @default - none */
  readonly annotations?: Pairs;

  /**
   * Whether the namespace stays in the cluster when it leaves git: with it goes all that is in it, claims among them.
   *
   * @default true
   */
  readonly keptWhenGoneFromGit?: boolean;
}

/**
 * The Namespace of apps, with the labels by which Kubernetes holds pods to a Pod Security Standard. Make it before the apps, so that it
 * stands before them in the output.
 * Source: kubernetes.io/docs/concepts/security/pod-security-admission.
 */
export class AppNamespace extends Construct {
  /** The namespace's name. */
  public readonly name: string;

  public constructor(scope: Construct, id: string, given: AppNamespaceProps = {}) {
    super(placeOf('AppNamespace', scope, id), id);
    const problems: Problem[] = [];
    const report = (problem: Problem): void => void problems.push(problem);
    const props = shapedProps<AppNamespaceProps>(report, given, 'AppNamespaceProps');
    const chartNamespace = Chart.of(this).namespace;
    this.name = props.name ?? chartNamespace ?? id;
    const level = props.securityLevel ?? PodSecurityLevel.RESTRICTED;
    checkName(report, { code: 'namespace-invalid', prop: 'name', value: this.name, fault: dnsLabelFault(this.name) });
    checkLabels(report, props.labels, 'labels');
    checkAnnotations(report, props.annotations, 'annotations');
    const annotations = {
      ...(props.keptWhenGoneFromGit === false ? {} : KEPT_WHEN_GONE_FROM_GIT),
      ...props.annotations,
    };
    const manifest = k8s.KubeNamespace.manifest({
      metadata: {
        name: this.name,
        labels: {
          ...props.labels,
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/audit': level,
          'pod-security.kubernetes.io/warn': level,
        },
        annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
      },
    }) as ApiObjectProps;
    const namespace = new ApiObject(this, 'Namespace', manifest);
    // cdk8s gives every object of a chart its namespace, and a Namespace has none.
    if (chartNamespace !== undefined) namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    problems.forEach(reporterOf(this));
  }
}

knowMembers('AppNamespace', AppNamespace);
