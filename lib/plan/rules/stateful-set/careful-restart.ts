import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { parseImage } from '../../../kubernetes/image-tag';
import { asText, isPlainObject } from '../../../kubernetes/plain';
import { claimMounts, claimsOfSource } from '../../facts/claim-mounts';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';
import { itemOf, type StatefulSetChange } from '../../facts/stateful-set-change';
import { keepsData } from '../../facts/stateful-set-view';

/** The claims that a part of the pod template sees, by name: those of its container, or of all. */
function claimsSeen({ after }: StatefulSetChange, path: Difference['path']): readonly string[] {
  const list = ['containers', 'initContainers'].find((name) => path.includes(name));
  const name = list === undefined ? undefined : itemOf(path, list);
  const sources = claimMounts(after)
    .filter((mount) => name === undefined || (mount.list === list && mount.container === name))
    .map(({ source }) => source);
  return [...new Set(sources)].flatMap((source) => claimsOfSource(after, source));
}

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
export const OWNERSHIP_CHANGED: Rule<StatefulSetChange> = {
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

/** A new major version of an image that keeps data. */
export const IMAGE_MAJOR: Rule<StatefulSetChange> = {
  code: 'image-major-version',
  title: 'A new major version of an image that keeps data, or another image',
  impact: 'restart',
  remedy: 'Read the upgrade notes and take a backup: data formats rarely go back',
  versions: ALL_VERSIONS,
  source: 'practice of databases: on-disk formats change with major versions',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    for (const { path, before, after } of change.template) {
      if (!/ontainers\[[^\]]*\]\.image$/.test(formatPath(path))) continue;
      const claims = claimsSeen(change, path);
      const [old, now] = [before, after].map((image) => parseImage(asText(image) ?? ''));
      const name = baseName(now?.repository);
      if (claims.length === 0 || before === undefined || after === undefined) continue;
      if (baseName(old?.repository) !== name) {
        yield {
          path: formatPath(path),
          before,
          after,
          message: `Another image: it may not read what ${show(before)} wrote on ${listing(claims)}`,
          remedy: 'Nothing, if it is the same app under another name; else give it claims of its own.',
        };
        continue;
      }
      const [from, to] = [old, now].map((image) => releaseOf(image?.tag, name));
      if (from === undefined || from === to) continue;
      const what =
        to === undefined
          ? `${show(now?.tag ?? now?.digest)} of ${show(now?.repository)} does not say its version, which was ${from}: where it is another one, it`
          : `Major version ${from} → ${to} of ${show(now?.repository)}: it`;
      yield {
        path: formatPath(path),
        before,
        after,
        message: `${what} may not read the data on ${listing(claims)}, or may change it so that going back is impossible`,
        remedy: `Take a snapshot or backup of the claims first, and follow the upgrade notes of the image (databases often need a dump and restore).`,
      };
    }
  },
};

/** Registries mirror images under their own names; the last part of it stays. */
function baseName(repository = ''): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Images whose data format changes with the second number as well. */
const TWO_NUMBERS = /^(mysql|mariadb|percona|percona-server|cassandra|etcd|mongo|mongodb|rabbitmq)$/;

/** `16` of `16.2-alpine`, `v16`, `pg16` or `2.11-pg16`; `8.4` of mysql `8.4.1`. */
function releaseOf(tag: string | undefined, name: string): string | undefined {
  const postgres = /(?:^|-)pg(\d+)(?:[.-]|$)/.exec(tag ?? '');
  if (postgres !== null) return postgres[1];
  const [, major, minor] = /^(?:release-)?v?(\d+)(?:\.(\d+))?(?:[.-]|$)/.exec(tag ?? '') ?? [];
  if (major === undefined) return undefined;
  const two = TWO_NUMBERS.test(name) || (/^postgres/.test(name) && Number(major) < 10);
  return two && minor !== undefined ? `${major}.${minor}` : major;
}
