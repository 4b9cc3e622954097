import { volumeOf } from '../../facts/claim-mounts';
import type { StatefulSetChange } from '../../facts/stateful-set-change';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import type { StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';

export const VOLUME_SHADOWED_BY_CLAIM: Rule<StatefulSetChange | SetCreated> = {
  code: 'volume-shadowed-by-claim',
  title: 'A volume has the name of a claim template',
  impact: 'update',
  remedy: 'Rename the volume or the claim template',
  versions: ALL_VERSIONS,
  source: 'pkg/controller/statefulset/stateful_set_utils.go, updateStorage',
  check: (subject) =>
    'set' in subject ? shadowedVolumes(subject.set) : shadowedVolumes(subject.after, subject.before),
};

/** A volume of the pod under the name of a claim template: the claim takes its place. */
function* shadowedVolumes(after: StatefulSetView, before?: StatefulSetView): Iterable<Found> {
  for (const template of after.templates) {
    const volume = volumeOf(after, template);
    if (volume === undefined || (before !== undefined && volumeOf(before, template) !== undefined)) continue;
    yield {
      ...(before === undefined ? { impact: 'create' as const } : {}),
      path: `spec.template.spec.volumes[${template}]`,
      after: volume,
      message: `The controller uses the claim of the template '${template}' instead of this volume: the volume is never used`,
      remedy: 'Rename the volume or the claim template.',
    };
  }
}
