import { formatPath } from '../../../kubernetes/fields/differences';
import type { UpdateAnswer } from '../../../kubernetes/server/api-server';
import { asObject, asObjects, asText, at } from '../../../kubernetes/plain';
import { selects } from '../../../kubernetes/validation/metadata';
import { namespaceOf, objectKey } from '../../facts/identity';
import type { ServiceChange } from '../../facts/service-change';
import { workloadsOf } from '../../facts/workload';
import { ALL_VERSIONS, type Found, type Rule } from '../../rule';
import { are, listing, show } from '../../show';

/** What peers look up in DNS changes. Only a headless Service gives pods names, whatever its ports lead to. */
export const GOVERNING_SERVICE_CHANGED: Rule<ServiceChange> = {
  code: 'governing-service-changed',
  title: 'The DNS records of the pods of a StatefulSet change',
  impact: 'update',
  remedy: 'Check how the peers find each other',
  versions: ALL_VERSIONS,
  source: 'DNS records of headless Services: SRV by port name, A per pod',
  *check(change): Iterable<Found> {
    const { answer, governs } = change;
    if (answer.errors.length > 0 || governs.length === 0 || at(answer.before, 'spec', 'clusterIP') !== 'None') return;
    const sets = `StatefulSet ${listing(governs)}`;
    const said = {
      remedy: 'If the app does not find its peers this way, there is nothing to do. Otherwise keep the old value.',
    };
    const lostPorts = lostPortNames(answer);
    let lost = unselected(change);
    for (const { path: steps, before, after } of answer.differences) {
      const path = formatPath(steps);
      const port = asText(path.endsWith('.name') ? before : at(before, 'name'));
      if (path.startsWith('spec.ports[') && port !== undefined && lostPorts.includes(port)) {
        yield {
          path,
          before,
          after,
          message: `The port name ${show(port)} is removed: peers of ${sets} that look up its SRV records find none`,
          ...said,
        };
      } else if (path === 'spec.type') {
        yield {
          path,
          before,
          after,
          message: `Only a headless Service gives the pods of ${sets} DNS names: they lose these names`,
          ...said,
        };
      } else if (path === 'spec.publishNotReadyAddresses') {
        yield {
          path,
          before,
          after,
          message: `Pods of ${sets} that are not ready ${after === true ? 'now have DNS names: peers find them before they can answer' : 'no longer have DNS names: if members wait for each other before they are ready, the cluster may not form'}`,
          ...said,
        };
      } else if (path.startsWith('spec.selector')) {
        if (lost.length === 0) continue;
        yield {
          path,
          before,
          after,
          message: `The new selector does not match the pods of StatefulSet ${listing(lost)}: ${are(lost, 'their', 'its')} pods lose their DNS names, and peers that cannot find each other may split or start a new cluster`,
          ...said,
        };
        lost = [];
      }
    }
  },
};

function lostPortNames({ before, stored }: UpdateAnswer): readonly string[] {
  const names = (service: unknown): readonly string[] =>
    asObjects(at(service, 'spec', 'ports')).flatMap((port) => asText(port['name']) ?? []);
  const now = names(stored);
  return names(before).filter((name) => name !== '' && !now.includes(name));
}

/** The governed StatefulSets whose pods the Service does not select any more. */
function unselected({ context, after, answer, governs }: ServiceChange): readonly string[] {
  const selector = { matchLabels: asObject(at(answer.stored, 'spec', 'selector')) };
  return governs.filter((name) => {
    const key = objectKey('apps/StatefulSet', namespaceOf(after), name);
    const set = workloadsOf(context.after).get(key);
    return set !== undefined && !selects(selector, set.labels);
  });
}
