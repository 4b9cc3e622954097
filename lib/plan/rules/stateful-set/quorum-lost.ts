import { parseImage } from '../../../kubernetes/image-tag';
import { asText, at } from '../../../kubernetes/plain';
import type { KnownImage } from '../../../images/known-image';
import { isDataOf, knownImage } from '../../../images/known-images';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import { claimMounts } from '../../facts/claim-mounts';
import { containersOf, type StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** More members go than may be missing, and nothing in their pods takes them out of the cluster first. */
export const QUORUM_LOST: Rule<StatefulSetChange> = {
  code: 'quorum-lost',
  title: 'So many members are removed that the others are not a majority',
  impact: 'outage',
  remedy: 'Remove the members from the cluster first, one after the other',
  versions: ALL_VERSIONS,
  source: 'images by their documentation, docs/reference/known-images.md',
  *check({ before, after }): Iterable<Found> {
    const majority = Math.floor(before.replicas / 2) + 1;
    if (!before.replicasKnown || !after.replicasKnown || before.replicas < 3) return;
    if (after.replicas === 0 || after.replicas >= majority) return;
    for (const { list, container } of containersOf(before)) {
      const known = knownImage(parseImage(asText(container['image']) ?? '').repository);
      if (list !== 'containers' || known?.quorum !== true || !keepsItsData(before, known, container['name'])) continue;
      if (at(container, 'lifecycle', 'preStop') !== undefined) continue;
      yield {
        path: 'spec.replicas',
        before: before.replicas,
        after: after.replicas,
        message: `${known.title} decides by majority, and ${after.replicas} of ${before.replicas} members ${after.replicas === 1 ? 'is' : 'are'} not a majority. Unless the other members are removed from the cluster first, it may accept no more changes`,
        remedy: `Keep at least ${majority} replicas. If you need fewer, remove one member with the tools of ${known.title}, scale down by one, and repeat.`,
      };
      return;
    }
  },
};

/** Whether a claim is where the image keeps its data: without one, others decide for it, or it has nothing to decide. */
function keepsItsData(set: StatefulSetView, known: KnownImage, name: unknown): boolean {
  return claimMounts(set).some((mount) => mount.container === name && isDataOf(known, mount.path));
}
