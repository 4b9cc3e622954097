import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { isPlainObject } from '../../../kubernetes/plain';
import { claimsSeen } from '../../facts/claims-seen';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** A security context that comes or goes as a whole is each of its fields. */
function fields({ path, before, after }: Difference): readonly Pick<Difference, 'path' | 'before' | 'after'>[] {
  if (path.at(-1) !== 'securityContext') return [{ path, before, after }];
  const [old, now] = [before, after].map((side) => (isPlainObject(side) ? side : {}));
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].map((key) => ({
    path: [...path, key],
    before: old?.[key],
    after: now?.[key],
  }));
}

const OWNER =
  /\.securityContext\.(fsGroup|fsGroupChangePolicy|runAsUser|runAsGroup|supplementalGroups|seLinuxOptions)\b/;

/** Another owner for the files on the volumes. */
export const VOLUME_OWNERSHIP_CHANGED: Rule<StatefulSetChange> = {
  code: 'volume-ownership-changed',
  title: 'The user or group that owns the data changes',
  impact: 'restart',
  remedy: 'Check that the app can read its files under the new user',
  versions: ALL_VERSIONS,
  source: 'pkg/volume/volume_linux.go, SetVolumeOwnership',
  *check(change): Iterable<Found> {
    for (const { path, before, after } of change.template.flatMap(fields)) {
      const [, field = ''] = OWNER.exec(formatPath(path)) ?? [];
      const claims = claimsSeen(change, path);
      if (field === '' || claims.length === 0) continue;
      yield {
        path: formatPath(path),
        before,
        after,
        message: owner(field, before, after, listing(claims)),
        remedy: `Try it on a copy of the data first. An init container can chown what the new user must own.`,
      };
    }
  },
};

function owner(field: string, before: unknown, after: unknown, claims: string): string {
  switch (field) {
    case 'fsGroup':
      return after === undefined
        ? `The files on ${claims} keep the group ${show(before)}, and the app does not belong to it any more: it may not be able to read or write them`
        : `When a pod starts, every file on ${claims} is given to the group ${show(after)} and made group-writable: slow on large volumes, and some apps (databases, SSH keys) refuse such modes`;
    case 'fsGroupChangePolicy':
      return after === 'OnRootMismatch'
        ? `The files on ${claims} are given to the fsGroup only where the top folder is not: files inside that belong to another group stay so`
        : `Every file on ${claims} is given to the fsGroup at each start of a pod: slow on large volumes`;
    case 'seLinuxOptions':
      return `The files on ${claims} get another SELinux label when a pod starts: slow on large volumes, and unreadable for the app where the volume cannot change it`;
    default:
      return `The files on ${claims} belong to the old user or group: the app may not be able to read or write them`;
  }
}
