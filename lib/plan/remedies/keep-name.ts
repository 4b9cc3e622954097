import { deepEqual, asObjects, at } from '../../kubernetes/plain';
import { ordinalsOf, podsOf, type StatefulSetView } from '../facts/stateful-set-view';
import { type Remedy, say } from '../remedy';
import type { ApplyMode } from '../types';
import { type Move, moveVolumes } from './move-volumes';

/** What to do where an app gets another name or namespace, and with it claims of other names. */
export function keepName(before: StatefulSetView, after: StatefulSetView, apply: ApplyMode): Remedy {
  const renamed = before.name !== after.name;
  const [prop, from, to] = renamed
    ? ['name', before.name, after.name]
    : ['namespace', before.namespace, after.namespace];
  const keep = `Keep the ${prop} '${from}' (StatefulWebApp: the prop ${prop}).`;
  const templates = before.templates.filter((template) => after.templates.includes(template));
  const targets = ordinalsOf(after);
  const moves = ordinalsOf(before).flatMap((ordinal, index) =>
    templates.flatMap((template): Move[] => {
      const target = targets[index];
      return target === undefined
        ? []
        : [
            {
              from: { template, set: before.name, ordinal },
              to: { template, set: after.name, ordinal: target },
            },
          ];
    }),
  );
  if (moves.length === 0) return [say(keep)];
  const same = templates.every((template) => deepEqual(specOf(before, template), specOf(after, template)))
    ? ''
    : ` First revert every other change of the claim templates: a claim of another class or of a larger size does not bind to the old volume.`;
  const { namespace } = after;
  return [
    say(`${keep} If you must rename it to '${to}', move the volumes. The app is down until they are moved.${same}`),
    ...moveVolumes({ set: before, namespace, pods: podsOf(before), moves, apply }),
  ];
}

function specOf(set: StatefulSetView, name: string): unknown {
  const found = asObjects(set.spec['volumeClaimTemplates']).find((each) => at(each, 'metadata', 'name') === name);
  return found?.['spec'];
}
