import { say } from '../../remedy';
import { claimName, podName } from '../../../kubernetes/naming';
import { liveClaim } from '../../facts/context';
import { type StatefulSetChange, addedOrdinals } from '../../facts/stateful-set-change';
import { deleteClaims } from '../../remedies/protect';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

/** A claim of the new ordinal is there already. */
export const STALE_CLAIM_ATTACHED: Rule<StatefulSetChange> = {
  code: 'stale-claim-attached',
  title: 'A new pod gets an existing claim',
  impact: 'update',
  remedy: 'Delete the claim first if its data is out of date',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_pod_control.go, createPersistentVolumeClaims',
  *check(change): Iterable<Found> {
    const { after, context } = change;
    for (const ordinal of addedOrdinals(change.before, after)) {
      for (const template of after.templates) {
        const claim = claimName(template, after.name, ordinal);
        if (liveClaim(context, after.namespace, claim) === undefined) continue;
        yield {
          path: `spec.volumeClaimTemplates[${template}]`,
          message: `${podName(after.name, ordinal)} starts with the existing claim ${claim}, which has the data, size and class of its last use`,
          remedy: [
            say(
              'If the data is out of date, delete the claim before this change: ',
              deleteClaims([claim], after.namespace),
            ),
          ],
        };
      }
    }
  },
};
