import { groupKindOf } from '../../../kubernetes/object-kind';
import { type BeingDeleted } from '../../facts/being-deleted';
import { dataFate } from '../../facts/data-fate';
import { nameOf, namespaceOf } from '../../facts/identity';
import { retainVolumes } from '../../remedies/retain-volumes';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { say } from '../../remedy';
import { listing } from '../../show';
import type { Impact } from '../../types';

const IMPACTS: Readonly<Record<BeingDeleted['goes'], Impact>> = {
  data: 'data-risk',
  content: 'data-risk',
  pods: 'outage',
  clients: 'outage',
  itself: 'delete',
};

export const BEING_DELETED: Rule<BeingDeleted> = {
  code: 'being-deleted',
  title: 'The live object is being deleted already',
  impact: 'delete',
  remedy: 'Wait until it is gone, and apply again. A deletion cannot be undone',
  versions: ALL_VERSIONS,
  source:
    'measured on 1.30 and 1.37: updates of an object with a deletionTimestamp are accepted, and the controllers of workloads do nothing with it',
  *check(found): Iterable<Found> {
    const { object, live, context, since, heldBy, goes } = found;
    const isClaim = groupKindOf(object) === '/PersistentVolumeClaim';
    const held =
      heldBy.length === 0
        ? ''
        : `, and it exists only until ${heldBy.length === 1 ? 'its finalizer is' : 'its finalizers are'} removed (${listing(heldBy)})`;
    const wait = 'Wait until it is gone, and then apply AFTER again.';
    yield {
      path: '',
      impact: IMPACTS[goes],
      message: `Somebody deleted this ${object.kind} at ${since}${held}. Applying AFTER does not keep it${consequence(found)}. ${isClaim ? `It is gone as soon as no pod uses it, ${dataFate(context, namespaceOf(object), [nameOf(object)], () => live)}` : 'After that, only a later apply creates it again'}`,
      remedy: isClaim
        ? [...retainVolumes([nameOf(object)], namespaceOf(object)), say(wait)]
        : `A deletion cannot be undone. ${wait}`,
    };
  },
};

function consequence({ goes, object }: BeingDeleted): string {
  switch (goes) {
    case 'pods':
      return ', and its controller makes nothing of the change';
    case 'content':
      return object.kind === 'Namespace'
        ? ': everything in it is deleted, and nothing can be created in it'
        : ': all objects of its kind are deleted';
    default:
      return '';
  }
}
