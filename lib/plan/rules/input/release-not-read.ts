import { Command } from '../../../pipelines/command';
import { say } from '../../remedy';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { Doubt } from '../../types';

export const RELEASE_NOT_READ: Rule<Doubt> = {
  code: 'release-not-read',
  title: 'Live objects stand for the manifest of a Helm release',
  impact: 'data-risk',
  remedy: 'Compare with what helm get manifest prints',
  versions: ALL_VERSIONS,
  source: 'helm upgrade compares with the manifest of the last release; measured with Helm 3.22 and 4.3',
  *check({ about, what, unchanged }): Iterable<Found> {
    if (about !== 'release') return;
    const known = unchanged
      ? 'The plan uses the fields that Helm wrote instead'
      : 'The plan cannot see what that manifest had';
    yield {
      ...(unchanged ? { impact: 'none' as const } : {}),
      path: '',
      message: `Helm removes what the manifest of the last release had and AFTER leaves out, and live objects do not hold that manifest: ${what}. ${known}`,
      remedy: [
        say('Give the manifest of the release as BEFORE: ', Command.of('helm', ['get', 'manifest', 'RELEASE']), '.'),
      ],
    };
  },
};
