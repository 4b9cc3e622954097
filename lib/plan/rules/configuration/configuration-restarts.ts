import { labelOfRef } from '../../facts/identity';
import type { ConfigurationChange } from '../../facts/configuration';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const CONFIGURATION_RESTARTS: Rule<ConfigurationChange> = {
  code: 'configuration-restarts',
  title: 'Pods restart because a ConfigMap or Secret changes, through a checksum',
  impact: 'update',
  remedy: 'Nothing, if you want the restart',
  versions: ALL_VERSIONS,
  source: 'a checksum in the pod template changes with the content',
  *check({ restarted }): Iterable<Found> {
    if (restarted.length === 0) return;
    yield {
      path: 'data',
      message: `${listing(restarted.map(labelOfRef))} ${restarted.length > 1 ? 'restart' : 'restarts'} in the same change and ${restarted.length > 1 ? 'get' : 'gets'} the new content`,
    };
  },
};
