import { type Difference, formatPath } from '../../../kubernetes/fields/differences';
import { type ImageReference, parseImage } from '../../../kubernetes/image-tag';
import { asText, textOf } from '../../../kubernetes/plain';
import { claimMounts } from '../../facts/claim-mounts';
import { claimsSeen } from '../../facts/claims-seen';
import type { PodDataChange } from '../../facts/pod-data-change';
import type { KnownImage } from '../../../images/known-image';
import { compareReleases, releaseOf, skippedReleases, stepBack } from '../../../images/release';
import { isDataOf, knownImage } from '../../../images/known-images';
import { itemOf } from '../../facts/stateful-set-change';
import { containersOf, keepsData } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

/** A new major version of an image that keeps data. */
export const IMAGE_MAJOR_VERSION: Rule<PodDataChange> = {
  code: 'image-major-version',
  title: 'An image that keeps data changes to another major version, or to another image',
  impact: 'restart',
  remedy: 'Read the upgrade notes and take a backup: older versions can rarely read newer data',
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
      if (claims.length === 0 || before === undefined || after === undefined) continue;
      if (HELPER.test(name) || HELPER.test(baseName(old?.repository))) continue;
      // Several containers of one image are one server and its helpers.
      const pair = `${show(before)} ${show(after)}`;
      if (told.has(pair)) continue;
      if (baseName(old?.repository) !== name) {
        told.add(pair);
        yield {
          path: formatPath(path),
          before,
          after,
          message: `Another image: it may not be able to read what ${show(before)} wrote on ${listing(claims)}`,
          remedy: 'Nothing, if it is the same app under another name. Otherwise give the new app its own claims.',
        };
        continue;
      }
      const [from, to] = stepBack(old?.tag, now?.tag, name) ?? [old, now].map((image) => releaseOf(image?.tag, name));
      if (from === undefined || from === to) continue;
      told.add(pair);
      yield {
        path: formatPath(path),
        before,
        after,
        ...judged({
          repository: now?.repository ?? '',
          from,
          to,
          claims: listing(claims),
          said: show(now?.tag ?? now?.digest),
          known: [old, now].every((image) => saysRelease(image))
            ? knownOf(change, path, now?.repository ?? '')
            : undefined,
        }),
      };
    }
  },
};

interface Release {
  readonly repository: string;
  readonly from: string;
  /** Undefined if the tag does not say. */
  readonly to: string | undefined;
  /** What is known of the image, if the claims are where it keeps its data. */
  readonly known: KnownImage | undefined;
  /** In words. */
  readonly claims: string;
  readonly said: string;
}

const BACKUP =
  'Take a snapshot or backup of the claims first. Then follow the upgrade notes of the image (databases often need a dump and restore).';

/** What another release makes of the data: for sure where the image is known, otherwise what it may. */
function judged(release: Release): Pick<Found, 'impact' | 'message' | 'remedy'> {
  const { repository, from, to, claims, said, known } = release;
  if (to === undefined) {
    return {
      message: `${said} of ${show(repository)} does not say its version, which was ${from}. If it is another version, it may not be able to read the data on ${claims}, or it may change the data so that you cannot go back`,
      remedy: BACKUP,
    };
  }
  const isMajor = from.split('.')[0] !== to.split('.')[0] || known?.back === undefined;
  const what = `${isMajor ? 'Major version' : 'Version'} ${from} → ${to} of ${show(repository)}`;
  const back = compareReleases(to, from) < 0;
  const skipped = known === undefined ? [] : skippedReleases(known, from, to);
  if (known?.refusesOthers === true) {
    return {
      impact: 'outage',
      message: `${what}: ${known.title} ${to} does not start on the data of version ${from} on ${claims}. It does not change the data`,
      remedy: `Keep version ${from}. To upgrade, dump the databases under ${from} and restore them into a new claim under ${to}, or run pg_upgrade, which needs both versions.`,
    };
  }
  const restore = `Keep version ${from}. To go back, restore a backup that was taken under ${to}.`;
  const oneBack = known?.oneBackAfter !== undefined && skippedReleases(known, to, from).length === 0;
  if (back && oneBack) {
    return {
      message: `${what} is a step back: ${known.title} ${to} starts on the data on ${claims} only if ${known.oneBackAfter ?? ''} under ${from}`,
      remedy: `Take a backup first. If that was not done, keep version ${from}.`,
    };
  }
  if (back && known?.refusesNewer === true) {
    return {
      impact: 'outage',
      message: `${what} is a step back: ${known.title} ${to} does not start on the data that ${from} wrote on ${claims}`,
      remedy: restore,
    };
  }
  if (back && known?.supportsNoStepBack === true) {
    return {
      impact: 'outage',
      message: `${what} is a step back. ${known.title} does not support that, and may not start on the data that ${from} wrote on ${claims}`,
      remedy: restore,
    };
  }
  if (back) {
    return {
      message: `${what} is a step back: older versions can rarely read what newer ones wrote. The pods may not start on the data on ${claims}, or may damage it`,
      remedy: restore,
    };
  }
  if (skipped.length > 0 && known !== undefined) {
    return {
      impact: 'outage',
      message: `${what} skips ${listing(skipped)}. ${known.title} does not support that, and may not start on the data on ${claims}`,
      remedy: `Upgrade in steps: ${[...skipped, to].join(', then ')}. Take a backup first, and wait each time until all pods are ready.`,
    };
  }
  const first = known?.first === undefined ? '' : ` Before the upgrade: ${known.first}.`;
  return {
    message: `${what}: the new version may not be able to read the data on ${claims}, or it may change the data so that you cannot go back`,
    remedy: `${BACKUP}${first}`,
  };
}

/** Nothing is sure of an image that runs something else, such as a backup, or where a container upgrades the data. */
function knownOf(change: PodDataChange, path: Difference['path'], repository: string): KnownImage | undefined {
  const image = knownImage(repository);
  const name = itemOf(path, 'containers');
  const own = claimMounts(change.after).filter((mount) => mount.list === 'containers' && mount.container === name);
  const isData = image !== undefined && own.some((mount) => isDataOf(image, mount.path));
  return isData && !migratesItself(change) ? image : undefined;
}

function saysRelease(image: ImageReference | undefined): boolean {
  return knownImage(image?.repository ?? '')?.tags?.test(image?.tag ?? '') !== false;
}

/** Whether something in the pod is there to upgrade the data. */
function migratesItself({ after }: PodDataChange): boolean {
  return containersOf(after).some(({ container }) =>
    /upgrade|migrat/i.test(`${textOf(container['image'])} ${textOf(container['name'])}`),
  );
}

/** Registries mirror images under their own names; the last part of it stays. */
function baseName(repository = ''): string {
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Images that read or prepare what another container keeps, and have no format of their own. */
const HELPER =
  /(^|-)(sidecar|exporter|reloader|shell|kubectl|busybox|alpine|debian|ubuntu|minideb|sentinel|curl|git|fluent-bit|fluentd|filebeat|promtail|init|backup|chown)(-|$)/;
