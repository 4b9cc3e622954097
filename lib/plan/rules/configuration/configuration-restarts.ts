import { labelOfRef } from '../../facts/identity';
import type { ConfigurationChange } from '../../facts/configuration';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const CONFIGURATION_RESTARTS: Rule<ConfigurationChange> = {
  code: 'configuration-restarts',
  title: 'A change of a ConfigMap or Secret restarts pods through a checksum',
  impact: 'update',
  remedy: 'Nothing, if the restart is meant',
  versions: ALL_VERSIONS,
  source: 'a checksum in the pod template changes with the content',
  *check({ restarted }): Iterable<Found> {
    if (restarted.length === 0) return;
    yield {
      path: 'data',
      message: `${listing(restarted.map(labelOfRef))} ${restarted.length > 1 ? 'restart' : 'restarts'} in the same change and ${restarted.length > 1 ? 'pick' : 'picks'} it up`,
    };
  },
};
