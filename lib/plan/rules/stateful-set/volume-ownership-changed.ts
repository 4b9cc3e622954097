import { dataOwner } from '../../../images/image-user';
import { asList, asObject, asText, at, deepEqual, type PlainObject, textOf } from '../../../kubernetes/plain';
import { claimMounts, claimsOfMounts, counterpart } from '../../facts/claim-mounts';
import type { PodDataChange } from '../../facts/pod-data-change';
import { containersOf, type StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing, show } from '../../show';

const POD = 'spec.template.spec.securityContext';

/** Another owner for the files on the volumes. What a default adds, or a container repeats of its pod, is none. */
export const VOLUME_OWNERSHIP_CHANGED: Rule<PodDataChange> = {
  code: 'volume-ownership-changed',
  title: 'The user or group that owns the data changes',
  impact: 'restart',
  remedy: 'Check that the app can read its files under the new user',
  versions: ALL_VERSIONS,
  source: 'pkg/volume/volume_linux.go, SetVolumeOwnership',
  *check(change): Iterable<Found> {
    const said = new Set<string>();
    for (const found of [...ofPod(change), ...ofContainers(change)]) {
      if (said.has(found.path)) continue;
      said.add(found.path);
      yield {
        ...found,
        remedy:
          'Try it on a copy of the data first. If files must belong to the new user, an init container can change their owner.',
      };
    }
  },
};

function contextOfPod(set: StatefulSetView): PlainObject {
  return asObject(at(set.spec, 'template', 'spec', 'securityContext'));
}

function* ofPod({ before, after }: PodDataChange): Iterable<Found> {
  const claims = listing(claimsOfMounts(after, claimMounts(after)));
  if (claimMounts(after).length === 0) return;
  const [old, now] = [contextOfPod(before), contextOfPod(after)];
  const [group, newGroup] = [old['fsGroup'], now['fsGroup']];
  if (group !== newGroup) {
    yield {
      path: `${POD}.fsGroup`,
      before: group,
      after: newGroup,
      message:
        newGroup === undefined
          ? `The files on ${claims} keep the group ${show(group)}, but the app no longer belongs to this group: it may not be able to read or write them`
          : `When a pod starts, Kubernetes gives every file on ${claims} to the group ${show(newGroup)} and makes it group-writable. This is slow on large volumes, and some apps (databases, SSH keys) refuse such modes`,
    };
    return;
  }
  const lost = asList(old['supplementalGroups']).filter((each) => !asList(now['supplementalGroups']).includes(each));
  if (lost.length > 0) {
    yield {
      path: `${POD}.supplementalGroups`,
      before: old['supplementalGroups'],
      after: now['supplementalGroups'],
      message: `The app no longer belongs to the group ${listing(lost.map(String))}: it may not be able to read or write files on ${claims}`,
    };
  }
}

/** What a container really runs as: its own value, else its pod's. */
function* ofContainers({ before, after }: PodDataChange): Iterable<Found> {
  const [old, now] = [contextOfPod(before), contextOfPod(after)];
  // Every file is given to the group of the app and made group-writable: at each start, or because the top folder has another group.
  const group = now['fsGroup'] !== undefined;
  const givesFiles = group && (old['fsGroup'] !== now['fsGroup'] || now['fsGroupChangePolicy'] !== 'OnRootMismatch');
  for (const { list, container } of containersOf(before)) {
    const name = asText(container['name']) ?? '';
    const next = counterpart({ list, container: name }, before, after);
    const own = claimMounts(after).filter((mount) => mount.list === list && mount.container === next?.['name']);
    if (next === undefined || own.length === 0) continue;
    let otherUser = false;
    for (const field of ['runAsUser', 'runAsGroup', 'seLinuxOptions']) {
      const [was, is] = [container, next].map((each) => set(at(each, 'securityContext', field)));
      const [from, to] = [was ?? set(old[field]), is ?? set(now[field])];
      if (field === 'runAsUser' && ((from ?? ownerOf(container)) === (to ?? ownerOf(next)) || isRoot(to, next)))
        continue;
      if (deepEqual(from, to) || (givesFiles && field !== 'seLinuxOptions')) continue;
      // The files belong to the user, and that of the volume to its group: another first group of the same user is no matter.
      if (field === 'runAsGroup' && (group || otherUser)) continue;
      otherUser ||= field === 'runAsUser';
      const claims = listing(claimsOfMounts(after, own));
      yield {
        path: deepEqual(was, is) ? `${POD}.${field}` : `spec.template.spec.${list}[${name}].securityContext.${field}`,
        before: from,
        after: to,
        message:
          field === 'seLinuxOptions'
            ? `The files on ${claims} get another SELinux label when a pod starts. This is slow on large volumes. If the volume cannot change the label, the app cannot read the files`
            : `The files on ${claims} belong to the old user or group: the app may not be able to read or write them`,
      };
    }
  }
}

/** Root reads and writes the files of everybody, unless it lost the right to. */
function isRoot(user: unknown, container: PlainObject): boolean {
  const dropped = asList(at(container, 'securityContext', 'capabilities', 'drop'));
  return user === 0 && !dropped.some((each) => /^(CAP_)?(ALL|DAC_OVERRIDE)$/i.test(asText(each) ?? ''));
}

/** Who the image gives its data to, if the manifest does not say. */
function ownerOf(container: PlainObject): number | undefined {
  return dataOwner(textOf(container['image']));
}

/** An empty object sets nothing, and neither does null. */
function set(value: unknown): unknown {
  return value === null || deepEqual(value, {}) ? undefined : value;
}
