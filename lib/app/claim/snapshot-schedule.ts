import { placeOf } from '../base/construct-place';
import { knowMembers } from '../../shape/known-names';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { reporterOf } from '../../messages/diagnostic';
import type { Problem } from '../../messages/problem';
import { requireProps } from '../../shape/require-props';
import { StructType } from '../../shape/type';
import { checkWholeNumber } from '../base/problem';
import { checkResources } from '../container/resources';
import { Emitter } from '../emit/emitter';
import { PodSecurityLevel } from '../pod/security';
import { serviceAccount } from '../pod/service-account';
import { checkClaimSnapshots } from './check-claim-snapshots';
import { ClaimSource } from './claim-source';
import { renderSnapshotSchedule, SNAPSHOT_RULES } from './render-snapshot-schedule';
import type { SnapshotScheduleProps } from './snapshot-schedule-props';

/**
 * A CronJob that takes a VolumeSnapshot of every claim of an app, and deletes old ones, with a ServiceAccount that may do just that. The cluster must
 * have the CRDs and the snapshot controller.
 *
 * It snapshots the claims that exist when it runs, those of pods that an autoscaler added or removed included. The snapshots stand in no git, and stay
 * when the schedule is taken out.
 */
export class SnapshotSchedule extends Construct {
  /** The name of the CronJob, and what the names of the snapshots begin with. */
  public readonly name: string;

  private readonly appName: string;

  public constructor(scope: Construct, id: string, given: SnapshotScheduleProps) {
    super(placeOf('SnapshotSchedule', scope, id), id);
    const props = requireProps<SnapshotScheduleProps>(this.node.path, given, StructType.of('SnapshotScheduleProps'));
    const { _resolved: app } = props.app;
    this.appName = app.identity.name;
    this.name = props.name ?? `${this.appName}-${id}`;
    const problems: Problem[] = [];
    const report = (problem: Problem): void => void problems.push(problem);
    // Which ordinals there are, the run sees.
    checkClaimSnapshots(report, { ...props, name: this.name, ordinals: [] }, app);
    checkWholeNumber(report, { code: 'snapshots-kept-invalid', prop: 'keep', value: props.keep, min: 1 });
    checkWholeNumber(report, { code: 'seconds-invalid', prop: 'timeoutSeconds', value: props.timeoutSeconds, min: 1 });
    checkResources(report, props.resources, 'resources');
    const emitter = new Emitter([], app.minor, PodSecurityLevel.RESTRICTED, this.name);
    // The app's, where this stands in another chart.
    const namespace = app.namespace ?? Chart.of(props.app).namespace;
    const account = serviceAccount({ serviceAccount: { name: this.name, rules: SNAPSHOT_RULES } }, app);
    const job = { id: 'CronJob', manifest: renderSnapshotSchedule(this.name, props, app) };
    for (const { id: kind, manifest } of [...account, job]) {
      const { metadata, ...rest } = emitter.finish(manifest);
      new ApiObject(this, kind, { ...rest, metadata: { ...metadata, namespace } });
    }
    problems.push(...emitter.close(problems.length === 0));
    problems.forEach(reporterOf(this));
  }

  /** `wiki-nightly-20261128030000-pages-wiki-1`: the snapshot of one claim that a run took; `run` is when it began, in UTC. */
  public snapshotName(claim: string, ordinal: number, run: string): string {
    return this.source(claim, run).nameFor(ordinal);
  }

  /** What makes the claims of this name from the snapshots of one run: the `source` of a claim, in this app or another of its namespace. */
  public source(claim: string, run: string): ClaimSource {
    return ClaimSource.snapshot(`${this.name}-${run}-${claim}-${this.appName}-<ordinal>`);
  }
}

knowMembers('SnapshotSchedule', SnapshotSchedule);
