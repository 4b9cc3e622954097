import { groupKindOf } from '../../../kubernetes/object-kind';
import { nameOf } from '../../facts/identity';
import type { Lifecycle } from '../../facts/lifecycle';
import { protectFirst } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

const ALL_THINGS_INSIDE: ReadonlyMap<string, string> = new Map([
  [
    '/Namespace',
    'everything in the namespace is deleted with it, claims and their data included, whatever their retention policy',
  ],
  ['apiextensions.k8s.io/CustomResourceDefinition', 'every object of its kind is deleted with it'],
  [
    '/PersistentVolume',
    'it is kept as long as a claim is bound to it, and then deleted. After that nothing in the cluster points to the data on its disk, and a provisioner may delete that too',
  ],
]);

export const DELETED_WITH_CONTENT: Rule<Lifecycle> = {
  code: 'deleted-with-content',
  title: 'An object is deleted, and everything it holds is deleted with it',
  impact: 'data-risk',
  remedy: 'Keep it declared, and move what it holds first',
  versions: ALL_VERSIONS,
  source: 'namespace, custom resource and volume controllers',
  *check({ before, after }): Iterable<Found> {
    if (before === undefined || after !== undefined) return;
    const consequence = ALL_THINGS_INSIDE.get(groupKindOf(before));
    if (consequence === undefined) return;
    yield {
      path: '',
      message: `${String(before.kind)} ${nameOf(before)} is deleted: ${consequence}`,
      remedy: protectFirst(
        `Keep ${nameOf(before)} declared until nobody needs any of that.`,
        'It is then kept until somebody deletes it.',
      ),
    };
  },
};
