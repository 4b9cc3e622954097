import { formatPath } from '../../../kubernetes/fields/differences';
import { parseImage } from '../../../kubernetes/image-tag';
import { asText } from '../../../kubernetes/plain';
import { claimsSeen } from '../../facts/claims-seen';
import type { PodDataChange } from '../../facts/pod-data-change';
import { keepsData } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** A new major version of an image that keeps data. */
export const IMAGE_MAJOR_VERSION: Rule<PodDataChange> = {
  code: 'image-major-version',
  title: 'A new major version of an image that keeps data, or another image',
  impact: 'restart',
  remedy: 'Read the upgrade notes and take a backup: data formats rarely go back',
  versions: ALL_VERSIONS,
  source: 'practice of databases: on-disk formats change with major versions',
  *check(change): Iterable<Found> {
    if (!keepsData(change.after)) return;
    const told = new Set<string>();
    for (const { path, before, after } of change.template) {
      if (!/ontainers\[[^\]]*\]\.image$/.test(formatPath(path))) continue;
      const claims = claimsSeen(change, path);
      const [old, now] = [before, after].map((image) => parseImage(asText(image) ?? ''));
      const name = baseName(now?.repository);
      if (claims.length === 0 || before === undefined || after === undefined || HELPER.test(name)) continue;
      // Several containers of one image are one server and its helpers.
      const pair = `${show(before)} ${show(after)}`;
      if (told.has(pair)) continue;
      if (baseName(old?.repository) !== name) {
        told.add(pair);
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
      told.add(pair);
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

/** Images that read or prepare what another container keeps, and have no format of their own. */
const HELPER =
  /(^|-)(sidecar|exporter|reloader|shell|kubectl|busybox|alpine|debian|ubuntu|minideb|sentinel|curl|git|fluent-bit|fluentd|filebeat|promtail|init|backup|chown)(-|$)/;

/** Images whose data format changes with the second number as well. */
const TWO_NUMBERS = /^(mysql|mariadb|percona|percona-server|cassandra|etcd|mongo|mongodb|rabbitmq)$/;

/** `16` of `16.2-alpine`, `v16`, `pg16` or `2.11-pg16`; `8.4` of mysql `8.4.1`. */
function releaseOf(tag: string | undefined, name: string): string | undefined {
  const postgres = /(?:^|-)pg(\d+)(?:[.-]|$)/.exec(tag ?? '');
  if (postgres !== null) return postgres[1];
  const [, major, minor] = /^(?:release-)?v?(\d+)(?:\.(\d+))?(?:[.-]|$)/.exec(tag ?? '') ?? [];
  // A year is no version of a format.
  if (major === undefined || Number(major) >= 2000) return undefined;
  const two = TWO_NUMBERS.test(name) || (/^postgres/.test(name) && Number(major) < 10);
  return two && minor !== undefined ? `${major}.${minor}` : major;
}
