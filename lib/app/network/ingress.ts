import type { ApiObjectProps } from 'cdk8s';
import { HttpIngressPathType, k8s } from 'cdk8s-plus-27';
import { type Companion, companionMetadata } from '../base/companion';
import { checkAnnotations, checkLabels } from '../base/labels';
import { nameProblem, type Report } from '../base/problem';
import type { ResolvedApp } from '../resolved-app';
import { dnsSubdomainFault } from '../../kubernetes/names';
import { checkRoute, checkRouteNames, hostFault, routeBackend, routeName, type RouteTarget } from './route';

/** An Ingress that leads to the app. One of another shape is made with cdk8s-plus' `Ingress` and the app's `clientService`. */
export interface AppIngress extends RouteTarget {
  /** Host name, perhaps with `*` for its first label. @default - every host */
  readonly host?: string;

  /** How the path is matched. @default HttpIngressPathType.PREFIX */
  readonly pathType?: HttpIngressPathType;

  /** Which controller serves it. @default - the cluster's default class */
  readonly ingressClassName?: string;

  /** The Secret with the certificate for the host. @default - no TLS */
  readonly tlsSecretName?: string;
}

export function checkIngresses(report: Report, app: ResolvedApp): void {
  const ingresses = app.props.ingresses ?? [];
  checkRouteNames(report, app, ingresses, 'ingresses');
  for (const [index, ingress] of ingresses.entries()) {
    const prop = `ingresses[${ingress.name ?? index}]`;
    checkRoute(report, app, ingress, prop);
    if (ingress.host !== undefined) {
      nameProblem(report, 'host-invalid', `${prop}.host`, ingress.host, hostFault(ingress.host), 'Correct the name');
    }
    for (const key of ['ingressClassName', 'tlsSecretName'] as const) {
      const value = ingress[key];
      if (value !== undefined) {
        nameProblem(
          report,
          'object-name-invalid',
          `${prop}.${key}`,
          value,
          dnsSubdomainFault(value),
          'Correct the name',
        );
      }
    }
    checkLabels(report, ingress.labels, `${prop}.labels`);
    checkAnnotations(report, ingress.annotations, `${prop}.annotations`);
  }
}

export function ingresses(app: ResolvedApp): Companion[] {
  return (app.props.ingresses ?? []).map((ingress, index) => {
    const { host, path = '/', pathType = HttpIngressPathType.PREFIX, ingressClassName, tlsSecretName } = ingress;
    const name = routeName(app, ingress);
    const { service, port } = routeBackend(app, ingress);
    const backend: k8s.IngressBackend = {
      service: { name: service, port: port?.name === undefined ? { number: port?.port } : { name: port.name } },
    };
    const manifest = k8s.KubeIngress.manifest({
      metadata: companionMetadata(app, name, ingress),
      spec: {
        ingressClassName,
        tls:
          tlsSecretName === undefined
            ? undefined
            : [{ hosts: host === undefined ? undefined : [host], secretName: tlsSecretName }],
        rules: [{ host, http: { paths: [{ path, pathType, backend }] } }],
      },
    }) as ApiObjectProps;
    return { id: `Ingress${index}`, kind: 'Ingress', name, manifest };
  });
}
