import { labelOfRef } from '../../facts/identity';
import type { ConfigurationChange } from '../../facts/configuration';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { listing } from '../../show';

export const CONFIGURATION_UPDATES_IN_PLACE: Rule<ConfigurationChange> = {
  code: 'configuration-updates-in-place',
  title: 'Mounted files change under running pods',
  impact: 'update',
  remedy: 'Nothing, if the app reads its files again',
  versions: ALL_VERSIONS,
  source: 'the kubelet refreshes mounted ConfigMaps and Secrets',
  *check({ mounted }): Iterable<Found> {
    if (mounted.length === 0) return;
    yield {
      path: 'data',
      message: `The mounted files change in the running pods of ${listing(mounted.map(labelOfRef))} within about a minute. No pod restarts`,
      remedy:
        'Nothing, if the app reads its files again. Otherwise put a checksum into an annotation of the pod template.',
    };
  },
};
