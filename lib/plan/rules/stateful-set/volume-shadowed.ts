import { volumeOf } from '../../facts/claim-mounts';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import type { StatefulSetView } from '../../facts/stateful-set-view';

/** A volume of the pod under the name of a claim template: the claim takes its place. */
export function* shadowedVolumes(after: StatefulSetView, before?: StatefulSetView): Iterable<Found> {
  for (const template of after.templates) {
    const volume = volumeOf(after, template);
    if (volume === undefined || (before !== undefined && volumeOf(before, template) !== undefined)) continue;
    yield {
      path: `spec.template.spec.volumes[${template}]`,
      after: volume,
      message: `The controller puts the claim of the template '${template}' in the place of this volume: the volume is never used`,
      remedy: 'Give one of the two another name.',
    };
  }
}

export const VOLUME_SHADOWED: Rule<StatefulSetChange> = {
  code: 'volume-shadowed-by-claim',
  title: 'A volume has the name of a claim template',
  impact: 'update',
  remedy: 'Rename the volume or the claim template',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateStorage',
  check: ({ after, before }) => shadowedVolumes(after, before),
};
