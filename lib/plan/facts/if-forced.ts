import { type Difference, formatPath } from '../../kubernetes/fields/differences';
import { claimName } from '../../kubernetes/naming';
import { are, listing } from '../show';
import { volumeOf } from './claim-mounts';
import { templateOf } from './claim-template-renames';
import type { Context } from './context';
import { dataFateOf } from './data-fate';
import { claimsFor } from './stateful-set-change';
import { type StatefulSetView, claimsOf, ordinalsOf, podsOf } from './stateful-set-view';

/**
 * What a refused change does to data where a tool forces it, by deleting the StatefulSet and creating the new one: the end of
 * a message, empty where nothing happens to data.
 */
export function ifForced(
  difference: Difference,
  before: StatefulSetView,
  after: StatefulSetView,
  context: Context,
): string {
  const all = claimsOf(before);
  if (before.whenDeleted === 'Delete' && all.length > 0) {
    return `. A tool that forces this change deletes the StatefulSet. With whenDeleted: Delete, ${listing(all)} ${are(all, 'are', 'is')} then deleted too, ${dataFateOf(context, before, all)}`;
  }
  const path = formatPath(difference.path);
  const pods = podsOf(after);
  if (pods.length === 0) return '';
  const start = are(pods, 'start', 'starts');
  const forced = '. If it is deleted and created again by force,';
  if (path === 'spec.podManagementPolicy') return `${forced} all pods stop at the same time`;
  if (path.startsWith('spec.selector')) {
    return all.length === 0
      ? ''
      : `${forced} ${listing(all)} ${are(all, 'are', 'is')} reused and ${are(all, 'keep their', 'keeps its')} labels`;
  }
  if (!path.startsWith('spec.volumeClaimTemplates[')) return '';
  const template = templateOf(difference);
  const claims = claimsFor(before, [template]);
  if (path.endsWith('].metadata.name')) {
    const fresh = ordinalsOf(after).map((ordinal) => claimName(String(difference.after), after.name, ordinal));
    return `${forced} ${listing(pods)} ${start} with new, empty claims (${listing(fresh)}). The data stays on ${listing(claims)}, and no pod uses ${are(claims, 'them', 'it')}`;
  }
  if (!after.templates.includes(template)) {
    const volume = volumeOf(after, template);
    const source = Object.keys(volume ?? {}).find((field) => field !== 'name');
    const instead = source === undefined ? '' : `, on the ${source} volume '${template}' of the pod template`;
    return `${forced} ${listing(pods)} ${start} without ${listing(claims)}${instead}: the data is kept, but no pod uses it`;
  }
  if (claims.length === 0 || !before.templates.includes(template)) return '';
  const mode = path.endsWith('.volumeMode')
    ? '. A pod that uses these claims in the new volume mode does not start'
    : '';
  return `${forced} ${listing(claims)} ${are(claims, 'are reused unchanged', 'is reused unchanged')}; only new replicas follow the new template${mode}`;
}
