import type { Manifest } from '../../kubernetes/manifest';
import { UserError } from '../../messages/user-error';
import { guardFactories } from '../../shape/factories';
import { type ArgoCdOptions, argoCdManifests, checkArgoCd } from './argo-cd';
import { DELIVERY_FOLDERS } from './delivery-files';
import type { DeliveredCluster } from './delivered-cluster';
import { checkFlux, type FluxOptions, fluxManifests } from './flux';

type Tool = keyof typeof DELIVERY_FOLDERS;

/**
 * What brings the folders of the clusters to the clusters: objects of Argo CD or Flux, written beside them. One object brings the
 * folder of a cluster, or, with `folderPerChart`, one each folder of a chart.
 */
export class Delivery {
  /**
   * An `Application` of Argo CD for each folder, in `argocd/<cluster>.k8s.yaml`. Apply the folder `argocd` to the cluster where Argo CD
   * runs, or let an Application of yours do it. Deleting an Application leaves the app and its data in the cluster.
   *
   * @throws if an option cannot be what Argo CD takes
   */
  public static argoCd(options: ArgoCdOptions): Delivery {
    checkArgoCd(options);
    return new Delivery(
      'argoCd',
      (cluster) => argoCdManifests(cluster, options),
      Object.keys(options.destinations ?? {}),
    );
  }

  /**
   * A `GitRepository` of Flux for each cluster, and a `Kustomization` for each folder, in `flux/<cluster>/delivery.k8s.yaml`: the folder
   * that the Flux of the cluster is bootstrapped with. Needs Flux 2.5. Deleting a Kustomization leaves the app and its data in the cluster.
   *
   * @throws if an option cannot be what Flux takes
   */
  public static flux(options: FluxOptions): Delivery {
    checkFlux(options);
    return new Delivery('flux', (cluster) => fluxManifests(cluster, options), []);
  }

  private constructor(
    private readonly tool: Tool,
    private readonly manifests: (cluster: DeliveredCluster) => Manifest[],
    private readonly named: readonly string[],
  ) {}

  /** The folder of the output that is written. @internal */
  public get _folder(): string {
    return DELIVERY_FOLDERS[this.tool];
  }

  /** The file, relative to the output folder, that brings what there is to a cluster. @internal */
  public _file(cluster: string): string {
    return `${this._folder}/${cluster}${this.tool === 'flux' ? '/delivery' : ''}.k8s.yaml`;
  }

  /** @internal */
  public _manifests(cluster: DeliveredCluster): Manifest[] {
    return this.manifests(cluster);
  }

  /** @throws UserError where an option names a cluster that is not there. @internal */
  public _check(clusters: readonly string[]): void {
    const unknown = this.named.find((name) => !clusters.includes(name));
    if (unknown !== undefined) {
      throw new UserError(
        `Delivery: \`destinations\` names the cluster '${unknown}'. The program has ${clusters.join(', ') || 'none'}.`,
      );
    }
  }
}

guardFactories('Delivery', Delivery);
