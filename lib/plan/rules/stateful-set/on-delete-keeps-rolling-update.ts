import { inNamespace, json, kubectl, name } from '../../../pipelines/command';
import { inOrder, say } from '../../remedy';
import { at } from '../../../kubernetes/plain';
import { formatFieldError } from '../../../kubernetes/validation/field-error';
import type { Refusal } from '../../facts/refusal';
import { COMMIT_TO_BE_REFUSED, applyAgain } from '../../remedies/pipeline';
import { command } from '../../remedies/steps';
import { ALL_VERSIONS, type Rule } from '../../rule';

/** `OnDelete` where the defaulted `rollingUpdate` of the live object stays behind. */
export const ON_DELETE_KEEPS_ROLLING_UPDATE: Rule<Refusal> = {
  code: 'on-delete-keeps-rolling-update',
  title: 'OnDelete is refused beside the rollingUpdate that the API server filled in',
  impact: 'rejected',
  remedy: 'Remove rollingUpdate from the live object once: kubectl patch with rollingUpdate: null',
  versions: ALL_VERSIONS,
  source: 'pkg/apis/apps/validation/validation.go, measured with kubectl apply',
  *check({ answer, before, apply }) {
    const error = answer.errors.find((each) => each.field === 'spec.updateStrategy.rollingUpdate');
    if (error === undefined || at(answer.stored, 'spec', 'updateStrategy', 'type') !== 'OnDelete') return;
    yield {
      path: 'spec.updateStrategy.rollingUpdate',
      before: 'RollingUpdate',
      after: 'OnDelete',
      message: `The API server keeps the rollingUpdate that it filled in, and refuses OnDelete beside it: ${formatFieldError(error)}`,
      remedy: [
        say('Revert the change. If you must make it, remove rollingUpdate from the live object once:'),
        inOrder(
          COMMIT_TO_BE_REFUSED,
          command(
            kubectl(
              ...['patch', 'statefulset', name(before.name), ...inNamespace(before.namespace), '--type', 'merge', '-p'],
              json({ spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } }),
            ),
            'no pod restarts',
          ),
          applyAgain(apply, 'the API server now accepts it, and no pod restarts'),
        ),
      ],
    };
  },
};
