import { dataOwner, imageUser } from '../../../images/image-user';
import { at, type PlainObject, textOf } from '../../../kubernetes/plain';
import type { PodDataChange } from '../../facts/pod-data-change';
import type { SetCreated } from '../../facts/stateful-set-lifecycle';
import { containersOf, type StatefulSetView } from '../../facts/stateful-set-view';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { show } from '../../show';

/** `runAsNonRoot` where the kubelet sees root, or a user whose number it cannot know. */
export const USER_NOT_ALLOWED: Rule<PodDataChange | SetCreated> = {
  code: 'user-not-allowed',
  title: 'A container does not start, because runAsNonRoot forbids its user',
  impact: 'outage',
  remedy: 'Set runAsUser to a number other than 0, or remove runAsNonRoot',
  versions: ALL_VERSIONS,
  source:
    'pkg/kubelet/kuberuntime/security_context_others.go, verifyRunAsNonRoot; the users of images by their Dockerfiles, docs/reference/known-images.md',
  *check(subject): Iterable<Found> {
    const isNew = 'set' in subject;
    const [before, after] = isNew ? [undefined, subject.set] : [subject.before, subject.after];
    const had = new Set(before === undefined ? [] : [...forbidden(before)].map(({ path }) => path));
    // Of OnDelete no pod is replaced by the change.
    const impact = isNew ? 'create' : after.strategy === 'OnDelete' ? 'update' : 'outage';
    for (const found of forbidden(after)) {
      if (had.has(found.path)) continue;
      yield { ...found, impact, ...(impact === 'outage' && { remedy: `${found.remedy} ${STUCK}` }) };
    }
  },
};

const STUCK =
  'If a pod of a StatefulSet is stuck already, the correction alone does not repair it: delete the pod after it.';

function* forbidden(set: StatefulSetView): Iterable<Found & { readonly remedy: string }> {
  const pod = at(set.spec, 'template', 'spec');
  if (at(pod, 'os', 'name') === 'windows') return;
  for (const { list, container } of containersOf(set)) {
    const own = (field: string): unknown =>
      at(container, 'securityContext', field) ?? at(pod, 'securityContext', field);
    if (own('runAsNonRoot') !== true) continue;
    const user = own('runAsUser');
    const reason = user === undefined || user === null ? ofImage(container) : user === 0 ? 'runAsUser is 0' : undefined;
    if (reason === undefined) continue;
    const name = textOf(container['name']);
    yield {
      path: `spec.template.spec.${list}[${name}].securityContext`,
      message: `New pods do not start: runAsNonRoot forbids the user of the container ${show(name)}, because ${reason} (CreateContainerConfigError)`,
      remedy: remedyFor(container),
    };
  }
}

function ofImage(container: PlainObject): string | undefined {
  const image = textOf(container['image']);
  const starts = imageUser(image)?.starts;
  if (starts === undefined || typeof starts === 'number') return undefined;
  return starts === 'root'
    ? `the image ${show(image)} starts as root`
    : `the image ${show(image)} gives its user only by name (${show(starts.name)}), and the kubelet cannot tell whether that is root`;
}

function remedyFor(container: PlainObject): string {
  const owner = dataOwner(textOf(container['image']));
  return owner === undefined
    ? 'Set runAsUser to the number of the user that the image is meant to run as, or remove runAsNonRoot.'
    : `Set runAsUser to ${owner}, the user that owns the data of this image, or remove runAsNonRoot.`;
}
