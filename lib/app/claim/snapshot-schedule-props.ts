import type { ContainerResources } from '../container/resources';
import type { StatefulWebApp } from '../stateful-web-app';

/** Of which claims snapshots are taken, when, and how long they are kept. */
export interface SnapshotScheduleProps {
  /** The app whose claims they are of. */
  readonly app: StatefulWebApp;

  /** When snapshots are taken, as a CronJob says it: `0 3 * * *` is every day at three. */
  readonly schedule: string;

  /** The time zone of the schedule, such as `Europe/Berlin`. @default - that of the cluster's controller manager, mostly UTC */
  readonly timeZone?: string;

  /**
   * How many runs are kept, one or more. Older ones are deleted, and what they hold, when a later run has succeeded: a run whose snapshots cannot be used
   * does not count.
   */
  readonly keep: number;

  /**
   * The name of the CronJob, its ServiceAccount and its Role, and what the names of the snapshots begin with. At most 52 characters.
   *
   * @default - the app's name and the construct's id: `wiki-nightly`
   */
  readonly name?: string;

  /** Names of the claims, as in `claims` of the app. @default - all */
  readonly claims?: string[];

  /** The VolumeSnapshotClass. @default - the default one for the driver of the volumes */
  readonly volumeSnapshotClassName?: string;

  /** Seconds within which the snapshots of a run must be usable. After that the run has failed. @default 1800 */
  readonly timeoutSeconds?: number;

  /**
   * An image with `sh`, `kubectl` and the usual commands (`date`, `sed`, `grep`, `sort`, `head`, `tail`). With its digest, it is always the same one.
   *
   * @default - docker.io/alpine/kubectl, of a version that this package names, by its digest
   */
  readonly image?: string;

  /** Secrets with which the image is pulled. @default - none */
  readonly imagePullSecrets?: string[];

  /** CPU and memory of a run; a namespace with a quota wants them. @default - none */
  readonly resources?: ContainerResources;

  /** Whether no further run is started, until this is taken out again. @default false */
  readonly suspend?: boolean;
}
