import { kubectl } from '../../../pipelines/command';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const LIVE_FIELDS_UNKNOWN: Rule<Doubt> = {
  code: 'live-fields-unknown',
  title: 'Live objects do not say which of their fields were applied',
  impact: 'data-risk',
  remedy: 'Read them again with kubectl get --show-managed-fields',
  versions: ALL_VERSIONS,
  source: 'kubectl get hides managedFields; measured',
  *check({ about, what }): Iterable<Found> {
    if (about !== 'managed-fields') return;
    yield {
      path: '',
      message: `The live objects do not say which of their fields were applied: ${what}. Server-side apply removes the fields that AFTER leaves out, such as a volume or a variable, and the plan cannot see them. It judges everything else`,
      remedy: [
        say(
          'Read the live objects with their managed fields: ',
          kubectl('get', 'KINDS', '-o', 'yaml', '--show-managed-fields'),
          '.',
        ),
      ],
    };
  },
};
