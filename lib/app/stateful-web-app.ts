import { ApiObject, Chart } from 'cdk8s';
import type { Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { report } from '../diagnostics';
import { AppIdentity } from './app-identity';
import { AppService } from './app-service';
import { checkApp } from './check-app';
import { claimOwnership } from './ownership';
import type { StatefulWebAppProps } from './props';
import { renderGoverningService } from './render-service';
import { renderStatefulSet } from './render-stateful-set';
import { resolveApp } from './resolved-app';

/**
 * A web application that keeps state: a StatefulSet whose pods have stable names and volumes of their own, and the headless Service
 * that makes the names resolve.
 *
 * What is wrong with the props is reported at synth, all of it together, with the construct's path.
 */
export class StatefulWebApp extends Construct {
  /** The names of the pods, claims and Service. */
  public readonly identity: AppIdentity;

  /** The governing Service: headless, and usable wherever cdk8s-plus takes a Service. */
  public readonly service: Service;

  /** The StatefulSet, for patches on what goes to the API server (`addJsonPatch`). */
  public readonly statefulSet: ApiObject;

  public constructor(scope: Construct, id: string, props: StatefulWebAppProps) {
    super(scope, id);

    const app = resolveApp(id, Chart.of(this).namespace, props);
    this.identity = app.identity;
    for (const problem of checkApp(app)) {
      report(this, { severity: 'error', ...problem });
    }
    claimOwnership(this, app);

    this.service = new AppService(this, 'Service', renderGoverningService(app), app.container.ports);
    this.statefulSet = new ApiObject(this, 'StatefulSet', renderStatefulSet(app));
  }

  /** `nginx.default.svc.cluster.local`: resolves to the addresses of all pods that are ready. */
  public get serviceHost(): string {
    return this.identity.serviceHost;
  }

  /** The DNS names of all pods, in the order of their ordinals. */
  public get peers(): string[] {
    return this.identity.peers;
  }

  /** `web-0.nginx.default.svc.cluster.local` */
  public podHost(ordinal: number): string {
    return this.identity.podHost(ordinal);
  }

  /** `www-web-0`: the claim that the pod with this ordinal has, made from the claim template of this name. */
  public claimName(claim: string, ordinal: number): string {
    return this.identity.claimName(claim, ordinal);
  }
}
