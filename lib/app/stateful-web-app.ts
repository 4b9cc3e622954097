import { placeOf } from './base/construct-place';
import { knowMembers } from '../shape/known-names';
import { ApiObject, type ApiObjectProps, Chart, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { reporterOf } from '../messages/diagnostic';
import { UserError } from '../messages/user-error';
import { targetCluster } from '../storage/target-cluster';
import { AppIdentity } from './app-identity';
import { AppService } from './app-service';
import { adviseApp, checkApp } from './check-app';
import { goodProps } from './good-props';
import { checkGrowthUnderAutoscaler } from './claim/check-claim-objects';
import { checkStorage } from './claim/check-storage';
import { claimObjects } from './claim/claim-objects';
import type { Companion } from './base/companion';
import { adviseCompanions, resolveCompanions, resolvePrerequisites } from './companions';
import { renderConfigMap } from './container/config-files';
import { Emitter } from './emit/emitter';
import { renderGoverningService } from './network/governing-service';
import type { ISelectableApp } from './network/selectable-app';
import { claimOwnership } from './ownership';
import type { Problem, Report } from '../messages/problem';
import { SYNTH_CODES } from '../messages/synth-codes';
import type { StatefulWebAppProps } from './props';
import { renderStatefulSet } from './render-stateful-set';
import { resolveApp, type ResolvedApp } from './resolved-app';
import { joinProgram } from './program/program';
import { adviseAntiAffinity, adviseOverlaps, adviseSpreads } from './program/selectors';
import { adviseUndeclared } from './program/undeclared';

/** What concerns other constructs of the program too. */
const ADVICE = [adviseOverlaps, adviseSpreads, adviseAntiAffinity, adviseUndeclared];

/**
 * A web application that keeps state: a StatefulSet whose pods have stable names and volumes of their own, the headless Service
 * that makes the names resolve, and what else the props ask for around the pods.
 *
 * NetworkPolicies and HorizontalPodAutoscalers of cdk8s-plus take it as a peer, a selector and a target.
 *
 * What is wrong with the props is reported at synth, all of it together, with the construct's path.
 */
export class StatefulWebApp
  extends Construct
  implements ISelectableApp, kplus.IPodSelector, kplus.INetworkPolicyPeer, kplus.IScalable
{
  /** The names of the pods, claims and Service. */
  public readonly identity: AppIdentity;

  /** The governing Service: headless, and usable wherever cdk8s-plus takes a Service. */
  public readonly service: kplus.Service;

  /** The Service for clients; nothing where the app has none. */
  public readonly clientService?: kplus.Service;

  /** The StatefulSet, for patches on what goes to the API server (`addJsonPatch`). */
  public readonly statefulSet: ApiObject;

  /** The labels by which the app's pods are found. */
  public readonly selectorLabels: { readonly [key: string]: string };

  /** Whether an autoscaler chooses the number of pods: the StatefulSet then has no `replicas`. */
  public hasAutoscaler: boolean;

  /** @internal */
  public readonly _resolved: ResolvedApp;

  private readonly namespace?: string;
  private readonly fixedReplicas?: number;
  private readonly ordinalServices = new Map<number, kplus.Service>();
  private readonly namedServices = new Map<string, kplus.Service>();

  public constructor(scope: Construct, id: string, given: StatefulWebAppProps) {
    super(placeOf('StatefulWebApp', scope, id), id);

    const problems: Problem[] = [];
    const find: Report = (problem) => problems.push(problem);
    const props = goodProps(find, given);
    const chartNamespace = Chart.of(this).namespace;
    const app = resolveApp(id, chartNamespace, props, props.cluster ?? targetCluster(this));
    this._resolved = app;
    this.namespace = props.namespace ?? chartNamespace;
    this.identity = app.identity;
    this.selectorLabels = app.selectorLabels;
    this.hasAutoscaler = props.autoscaling !== undefined;
    this.fixedReplicas = props.replicas;
    checkApp(find, app);
    checkStorage(find, app);
    adviseApp(find, app);
    adviseCompanions(find, app);
    const prerequisites = resolvePrerequisites(app);
    const companions = resolveCompanions(app);
    claimOwnership(this, app, [...prerequisites, ...companions]);

    const emitter = new Emitter(props.patches ?? [], app.minor, app.security.level, app.identity.name);
    const governing = renderGoverningService(props, app);
    this.service = props.adoption?.governingServiceElsewhere
      ? AppService.elsewhere(this, 'Service', governing, app.exposedPorts)
      : new AppService(this, 'Service', emitter.finish(governing), app.exposedPorts);
    if (Object.keys(app.configData).length > 0) {
      new ApiObject(this, 'ConfigMap', emitter.finish(renderConfigMap(app, app.configMapName, app.configData)));
    }
    // Before the StatefulSet, whose controller makes the claims that it does not find, in their first size and empty.
    for (const { name, manifest } of claimObjects(app)) {
      new ApiObject(this, `Claim-${name}`, emitter.finish(manifest));
    }
    const emit = (companion: Companion): void =>
      this.emit({ ...companion, manifest: emitter.finish(companion.manifest) });
    prerequisites.forEach(emit);
    const statefulSet = emitter.finish(renderStatefulSet(app));
    this.statefulSet = new ApiObject(this, 'StatefulSet', this.yieldReplicas(statefulSet));
    companions.forEach(emit);
    this.clientService = this.node.tryFindChild('ClientService') as kplus.Service | undefined;
    problems.push(...emitter.close(!problems.some(isError)));
    const report = reporterOf(this);
    problems.forEach(report);
    joinProgram({ construct: this, report, app, statefulSet }, ADVICE);
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

  /**
   * The Service of one pod, usable wherever cdk8s-plus takes a Service.
   *
   * @throws where the pod has none
   */
  public ordinalService(ordinal: number): kplus.Service {
    const service = this.ordinalServices.get(ordinal);
    if (service === undefined) {
      throw new UserError(
        `${this.node.path}: the pod with the ordinal ${ordinal} has no Service of its own. Set ordinalServices, or correct the ordinal`,
      );
    }
    return service;
  }

  /**
   * One of `clientServices`, usable wherever cdk8s-plus takes a Service.
   *
   * @throws where the app has none of this name
   */
  public clientServiceNamed(name: string): kplus.Service {
    const service = this.namedServices.get(name);
    if (service === undefined) {
      const known = [...this.namedServices.keys()].join(', ') || 'none';
      throw new UserError(
        `${this.node.path}: the app has no Service '${name}' for clients (it has ${known}). Correct the name, or add it to clientServices`,
      );
    }
    return service;
  }

  /** The app's pods, for cdk8s-plus. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    return {
      labelSelector: kplus.LabelSelector.of({ labels: { ...this.selectorLabels } }),
      // Where nobody names a namespace, it is the one of whoever selects.
      namespaces: this.namespace === undefined ? undefined : { names: [this.namespace] },
    };
  }

  /** The app's pods as a peer of a NetworkPolicy of cdk8s-plus. */
  public toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** The app's pods, for cdk8s-plus. */
  public toPodSelector(): kplus.IPodSelector | undefined {
    return this;
  }

  /** Called by an autoscaler of cdk8s-plus. The StatefulSet then has no `replicas`. */
  public markHasAutoscaler(): void {
    const report = reporterOf(this);
    if (this.hasAutoscaler) {
      report({
        code: 'autoscaler-duplicate',
        prop: 'autoscaling',
        message: 'the app has another autoscaler, and the two would undo the changes of each other',
      });
    }
    this.hasAutoscaler = true;
    for (const claim of this._resolved.claims) checkGrowthUnderAutoscaler(report, claim);
  }

  /** What an autoscaler of cdk8s-plus scales. It must have metrics of its own. */
  public toScalingTarget(): kplus.ScalingTarget {
    const { apiVersion, kind, name } = this.statefulSet;
    return { apiVersion, kind, name, containers: [], replicas: this.fixedReplicas };
  }

  private emit({ id, name, manifest, ports, ordinal }: Companion): void {
    if (ports === undefined) {
      new ApiObject(this, id, manifest);
      return;
    }
    const service = new AppService(
      this,
      id,
      manifest,
      ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol as kplus.Protocol })),
    );
    if (ordinal === undefined) this.namedServices.set(name, service);
    else this.ordinalServices.set(ordinal, service);
  }

  /** An autoscaler can be attached after this construct was made, and the number of pods is then no longer ours. */
  private yieldReplicas(manifest: ApiObjectProps & { spec?: { replicas?: unknown } }): ApiObjectProps {
    const { spec } = manifest;
    if (spec?.replicas === undefined) {
      return manifest;
    }
    const { replicas } = spec;
    return {
      ...manifest,
      spec: { ...spec, replicas: Lazy.any({ produce: () => (this.hasAutoscaler ? undefined : replicas) }) },
    };
  }
}

function isError({ code }: Problem): boolean {
  return SYNTH_CODES[code].kind === 'error';
}

knowMembers('StatefulWebApp', StatefulWebApp);
