import { placeOf } from '../base/construct-place';
import { knowMembers } from '../../shape/known-names';
import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { VolumeSnapshot } from '../../../imports/snapshot.storage.k8s.io';
import { reporterOf } from '../../messages/diagnostic';
import { checkClaimSnapshots } from './check-claim-snapshots';
import { ClaimSource } from './claim-source';
import { KEPT_WHEN_GONE_FROM_GIT } from '../../pipelines/kept';
import { requireProps } from '../../shape/require-props';
import { StructType } from '../../shape/type';
import type { StatefulWebApp } from '../stateful-web-app';

/** Of which claims snapshots are taken, and how. */
export interface ClaimSnapshotsProps {
  /** The app whose claims they are of. */
  readonly app: StatefulWebApp;

  /**
   * What the names of the snapshots begin with: `monday` gives `monday-www-web-0`. A snapshot is taken once, when its name is new, and
   * never again: another name takes others.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /** Names of the claims, as in `claims` of the app. @default - all */
  readonly claims?: string[];

  /** Ordinals of the pods. @default - those of all replicas */
  readonly ordinals?: number[];

  /** The VolumeSnapshotClass. @default - the default one for the driver of the volumes */
  readonly volumeSnapshotClassName?: string;
}

/**
 * A VolumeSnapshot (`snapshot.storage.k8s.io/v1`) of every claim of an app. The cluster must have the CRDs and the snapshot controller.
 *
 * Each is a copy of a running disk, and they are not taken at one moment: an app that cannot start from such copies must be stopped
 * first. They stay in the cluster when they leave git.
 */
export class ClaimSnapshots extends Construct {
  /** What the names of the snapshots begin with. */
  public readonly name: string;

  private readonly app: StatefulWebApp;

  public constructor(scope: Construct, id: string, given: ClaimSnapshotsProps) {
    super(placeOf('ClaimSnapshots', scope, id), id);
    const props = requireProps<ClaimSnapshotsProps>(this.node.path, given, StructType.of('ClaimSnapshotsProps'));
    this.app = props.app;
    this.name = props.name ?? id;
    const choice = { ...props, name: this.name };
    checkClaimSnapshots(reporterOf(this), choice, props.app._resolved);
    for (const claim of props.claims ?? props.app._resolved.claims.map(({ name }) => name)) {
      for (const ordinal of props.ordinals ?? props.app.identity.ordinals) {
        this.emit(claim, ordinal, props.volumeSnapshotClassName);
      }
    }
  }

  /** `monday-www-web-0`: the snapshot of one claim. */
  public snapshotName(claim: string, ordinal: number): string {
    return `${this.name}-${this.app.claimName(claim, ordinal)}`;
  }

  /** What makes the claims of this name from their snapshots: the `source` of a claim, in this app or another of its namespace. */
  public source(claim: string): ClaimSource {
    return ClaimSource.snapshot(`${this.name}-${claim}-${this.app.identity.name}-<ordinal>`);
  }

  private emit(claim: string, ordinal: number, volumeSnapshotClassName: string | undefined): void {
    const { namespace, labels } = this.app._resolved.props;
    const manifest = VolumeSnapshot.manifest({
      metadata: {
        name: this.snapshotName(claim, ordinal),
        // The app's, where this stands in another chart.
        namespace: namespace ?? Chart.of(this.app).namespace,
        labels,
        annotations: { ...KEPT_WHEN_GONE_FROM_GIT },
      },
      spec: {
        source: { persistentVolumeClaimName: this.app.claimName(claim, ordinal) },
        volumeSnapshotClassName,
      },
    }) as ApiObjectProps;
    new ApiObject(this, `${claim}-${ordinal}`, manifest);
  }
}

knowMembers('ClaimSnapshots', ClaimSnapshots);
