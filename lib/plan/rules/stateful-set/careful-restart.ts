import { formatPath } from '../../../kubernetes/differences';
import { parseImage } from '../../../kubernetes/image-tag';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';
import { isPath, type StatefulSetChange } from '../../stateful-set-change';
import { claimsOf, keepsData } from '../../stateful-set-view';

const OWNERSHIP =
  /^spec\.template\.spec\.(securityContext\.(fsGroup|runAsUser|runAsGroup|supplementalGroups|seLinuxOptions|fsGroupChangePolicy)|containers\[[^\]]*\]\.securityContext\.(runAsUser|runAsGroup|seLinuxOptions))/;

/** Another owner for the files on the volumes. */
export const OWNERSHIP_CHANGED: Rule<StatefulSetChange> = {
  code: 'volume-ownership-changed',
  title: 'The user or group that owns the data changes',
  impact: 'restart',
  remedy: 'Check that the app can read its files under the new user',
  versions: ALL_VERSIONS,
  source: 'pkg/volume/volume_linux.go, SetVolumeOwnership',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    for (const difference of change.template.filter((each) => isPath(each, OWNERSHIP))) {
      const group = formatPath(difference.path).includes('fsGroup');
      yield {
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: group
          ? `Another fsGroup gives every file on the claims to the new group and makes it group-writable when the pod starts: slow on large volumes, and some apps (databases, SSH keys) refuse such modes`
          : `The files on the claims belong to the old user: the app may not be able to read or write them`,
        remedy: `Try it on a copy of the data first. An init container can chown what the new user must own.`,
      };
    }
  },
};

const GRACE = /^spec\.template\.spec\.terminationGracePeriodSeconds$/;
const LIVENESS = /\.(livenessProbe|startupProbe)\.(failureThreshold|periodSeconds|timeoutSeconds|initialDelaySeconds)$/;

/** Less time to stop, or to come up: data written by halves. */
export const LESS_TIME: Rule<StatefulSetChange> = {
  code: 'less-time-to-stop',
  title: 'Pods that keep data get less time',
  impact: 'restart',
  remedy: 'Leave enough time for the app to write its data out',
  versions: ALL_VERSIONS,
  source: 'pod lifecycle: SIGKILL after terminationGracePeriodSeconds, and after failed liveness probes',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    for (const difference of change.template) {
      const grace = isPath(difference, GRACE);
      if (!grace && !isPath(difference, LIVENESS)) continue;
      const [from, to] = [numberOf(difference.before), numberOf(difference.after)];
      if (to >= from) continue;
      yield {
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: grace
          ? `Pods are killed after ${to} s instead of ${from} s: an app that is still writing then leaves its files as they are`
          : `The probe gives up sooner (${from} → ${to}): an app that recovers a large data set may be killed again and again`,
        remedy: 'Keep the longer time unless you have measured that the app stops and starts within the new one.',
      };
    }
  },
};

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** A new major version of an image that keeps data. */
export const IMAGE_MAJOR: Rule<StatefulSetChange> = {
  code: 'image-major-version',
  title: 'A new major version of an image that keeps data',
  impact: 'restart',
  remedy: 'Read the upgrade notes and take a backup: data formats rarely go back',
  versions: ALL_VERSIONS,
  source: 'practice of databases: on-disk formats change with major versions',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    for (const difference of change.template) {
      if (!isPath(difference, /ontainers\[[^\]]*\]\.image$/)) continue;
      const [before, after] = [difference.before, difference.after].map((image) =>
        parseImage(typeof image === 'string' ? image : ''),
      );
      const [from, to] = [majorOf(before?.tag), majorOf(after?.tag)];
      if (before?.repository !== after?.repository || from === undefined || to === undefined || from === to) continue;
      yield {
        path: formatPath(difference.path),
        before: difference.before,
        after: difference.after,
        message: `Major version ${from} → ${to} of ${show(after?.repository)}: it may not read the data on ${listing(claimsOf(change.after))}, or may change it so that going back is impossible`,
        remedy: `Take a snapshot or backup of the claims first, and follow the upgrade notes of the image (databases often need a dump and restore).`,
      };
    }
  },
};

function majorOf(tag: string | undefined): number | undefined {
  const match = /^v?(\d+)(?:[.-]|$)/.exec(tag ?? '');
  return match === null ? undefined : Number(match[1]);
}
