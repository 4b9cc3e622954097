import { say } from '../../remedy';
import { recreate } from '../../remedies/recreate';
import { immutableRule } from '../../immutable-rule';

export const POD_MANAGEMENT_POLICY_IMMUTABLE = immutableRule({
  code: 'pod-management-policy-immutable',
  title: 'The pod management policy cannot change',
  pattern: /^spec\.podManagementPolicy/,
  advise: (refusal) => [
    say(
      `Revert the policy (without a value it is OrderedReady; StatefulWebApp: podManagementPolicy). If you must change it:`,
    ),
    ...recreate(refusal),
  ],
});
