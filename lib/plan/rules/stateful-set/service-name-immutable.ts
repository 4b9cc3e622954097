import { say } from '../../remedy';
import { recreate } from '../../remedies/recreate';
import { renewNames } from '../../remedies/renew-names';
import { immutableRule } from '../../immutable-rule';

export const SERVICE_NAME_IMMUTABLE = immutableRule({
  code: 'service-name-immutable',
  title: 'The governing Service cannot change',
  pattern: /^spec\.serviceName/,
  advise: (refusal) => [
    say(
      `Keep serviceName (StatefulWebApp: the prop serviceName) and the headless Service of that name: every pod's DNS name depends on it. If you must rename it, keep both Services until all pods have restarted:`,
    ),
    ...recreate(refusal, renewNames(refusal)),
  ],
});
