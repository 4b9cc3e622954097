import type { ApiObjectProps } from 'cdk8s';
import { HttpIngressPathType, k8s } from 'cdk8s-plus-27';
import { type Companion, companionMetadata } from '../base/companion';
import { checkAnnotations, checkLabels } from '../base/labels';
import type { Report } from '../../messages/problem';
import { checkName } from '../base/problem';
import type { App } from '../base/app';
import { dnsSubdomainFault } from '../../kubernetes/names';
import { checkRoute, checkRouteNames, hostFault, routeBackend, routeName, type ServiceChoice } from './route';
import type { RouteTarget } from './route-target';

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

/** The Ingresses, and the Services that they lead to. */
export interface IngressProps extends ServiceChoice {
  readonly ingresses?: readonly AppIngress[];
}

export function checkIngresses(report: Report, props: IngressProps, app: App): void {
  const ingresses = props.ingresses ?? [];
  checkRouteNames(report, app, ingresses, 'ingresses');
  for (const [index, ingress] of ingresses.entries()) {
    const prop = `ingresses[${ingress.name ?? index}]`;
    checkRoute(report, ingress, prop, props, app);
    if (ingress.host !== undefined) {
      checkName(report, {
        code: 'host-invalid',
        prop: `${prop}.host`,
        value: ingress.host,
        fault: hostFault(ingress.host),
      });
    }
    for (const key of ['ingressClassName', 'tlsSecretName'] as const) {
      const value = ingress[key];
      if (value !== undefined) {
        checkName(report, {
          code: 'object-name-invalid',
          prop: `${prop}.${key}`,
          value,
          fault: dnsSubdomainFault(value),
          remedy: 'Correct the name',
        });
      }
    }
    checkLabels(report, ingress.labels, `${prop}.labels`);
    checkAnnotations(report, ingress.annotations, `${prop}.annotations`);
  }
}

export function ingresses(props: IngressProps, app: App): Companion[] {
  return (props.ingresses ?? []).map((ingress, index) => {
    const { host, path = '/', pathType = HttpIngressPathType.PREFIX, ingressClassName, tlsSecretName } = ingress;
    const name = routeName(app, ingress);
    const { service, port } = routeBackend(ingress, props, app);
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
