import { json, kubectl, name } from '../../../pipelines/command';
import { say } from '../../remedy';
import { formatPath } from '../../../kubernetes/fields/differences';
import { asText, at } from '../../../kubernetes/plain';
import { parseQuantity } from '../../../kubernetes/quantity';
import { type ClaimChange, SIZE } from '../../facts/claim-change';
import { nameOf } from '../../facts/identity';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

export const CLAIM_GROWS: Rule<ClaimChange> = {
  code: 'claim-grows',
  title: 'A claim grows',
  impact: 'update',
  remedy: 'Nothing, if its class allows expansion',
  versions: ALL_VERSIONS,
  source: 'plugin/pkg/admission/storage/persistentvolume/resize',
  *check({ answer, context, after }): Iterable<Found> {
    if (answer.errors.length > 0) return;
    const size = answer.differences.find((each) => formatPath(each.path) === SIZE && !each.sameValue);
    if (size === undefined) return;
    const [from, to] = [parseQuantity(size.before), parseQuantity(size.after)];
    if (from === undefined || to === undefined || to.compare(from) < 0) {
      yield {
        path: SIZE,
        before: size.before,
        after: size.after,
        message: `Requests less than before, but not less than the volume's size: nothing changes`,
      };
      return;
    }
    const className = asText(at(answer.before, 'spec', 'storageClassName'));
    const storageClass = className === undefined ? undefined : context.storageClasses.get(className);
    if (className === '' || (storageClass !== undefined && storageClass['allowVolumeExpansion'] !== true)) {
      yield {
        impact: 'rejected',
        path: SIZE,
        before: size.before,
        after: size.after,
        message: `The API server refuses it: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize (class ${show(className)})`,
        remedy:
          className === '' || className === undefined
            ? `Revert the change: a volume without a class cannot grow. If you need more room, copy the data to a larger claim.`
            : [
                say(
                  'Revert the change, or allow expansion first, if the driver of the class can expand volumes (this alone changes no volume): ',
                  kubectl('patch', 'storageclass', name(className), '-p', json({ allowVolumeExpansion: true })),
                  '. If the driver cannot, copy the data to a larger claim.',
                ),
              ],
      };
      return;
    }
    yield {
      path: SIZE,
      before: size.before,
      after: size.after,
      message: `${nameOf(after)} grows from ${String(size.before)} to ${String(size.after)}${storageClass === undefined ? ', if its storage class allows expansion' : ''}. No pod restarts. A volume can never shrink again`,
    };
  },
};
