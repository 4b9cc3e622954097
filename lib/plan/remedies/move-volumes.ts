import { claimName } from '../../kubernetes/naming';
import { type Argument, Command, type Filled, inNamespace, json, kubectl, name } from '../../pipelines/command';
import type { StatefulSetView } from '../facts/stateful-set-view';
import { inOrder, type Remedy, say, type Step } from '../remedy';
import type { ApplyMode } from '../types';
import { everyOrdinal } from './every-ordinal';
import { PAUSE, resume } from './pipeline';
import { command, forEach, nameList } from './steps';

/** A volume that is to be found under the name of another claim. */
export interface Move {
  readonly from: { readonly template: string; readonly set: string; readonly ordinal: number };
  readonly to: { readonly template: string; readonly set: string; readonly ordinal: number };
}

export interface Moving {
  /** The StatefulSet as it is now. */
  readonly set: StatefulSetView;
  /** Where the claims will be. */
  readonly namespace: string;
  /** Pods that must not run meanwhile. */
  readonly pods: readonly string[];
  readonly moves: readonly Move[];
  readonly apply: ApplyMode;
}

/**
 * How volumes with their data get to claims of other names: each is promised to its new claim, which binds to it as soon as it is made. Nothing
 * is copied, and no claim is deleted that still has a volume.
 */
export function moveVolumes({ set, namespace, pods, moves, apply }: Moving): Remedy {
  const from = inNamespace(set.namespace);
  const old = moves.map((move) => claimOf(move.from));
  return [
    inOrder(
      PAUSE,
      command(
        kubectl('delete', 'statefulset', name(set.name), ...from, '--cascade=orphan'),
        'pods keep running and claims are kept, whatever the retention policy says',
      ),
      ...(pods.length === 0
        ? []
        : [command(kubectl('delete', 'pod', ...nameList(pods), ...from), 'these pods are down from now on')]),
      ...promises(moves, set.namespace, namespace),
      resume(apply, 'the new claims are created and bind to the volumes that wait for them'),
      command(
        kubectl('get', 'pvc', ...inNamespace(namespace)),
        'each new claim must be Bound to the volume of the old one. If not, stop here: the data is safe on its volume',
      ),
      command(kubectl('delete', 'pvc', ...nameList(old), ...from), 'the old claims no longer have a volume'),
    ),
    ...everyOrdinal(set),
    say('The volumes now have the reclaim policy Retain: if you delete their claims later, delete the volumes too.'),
  ];
}

/** Promises each volume to its new claim. Retain keeps the data should anything go wrong on the way. */
function promises(moves: readonly Move[], from: string, to: string): readonly Step[] {
  const targets = new Map(moves.map((move) => [claimOf(move.from), claimOf(move.to)]));
  if (moves.length <= 6) {
    return [...targets].flatMap(([claim, target]) =>
      forEach([claim], (each) => promise(each, from, [name(target)], to)),
    );
  }
  const byTemplate = new Map<string, Move[]>();
  for (const move of moves) {
    const list = byTemplate.get(move.from.template);
    if (list === undefined) byTemplate.set(move.from.template, [move]);
    else list.push(move);
  }
  return [...byTemplate.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const last = rest.at(-1) ?? first;
    const ordinals = { prefix: '', first: first.from.ordinal, last: last.from.ordinal };
    const counted = (end: Move['from'], plus: number): readonly (string | Filled)[] => [
      ...prefixOf(end),
      plus === 0 ? { variable: 'n' } : { variable: 'n', plus },
    ];
    const target = counted(first.to, first.to.ordinal - first.from.ordinal);
    return [{ command: Command.forEach('n', [ordinals], [promise(counted(first.from, 0), from, target, to)]) }];
  });
}

/** What stands before the ordinal in a claim's name. */
function prefixOf({ template, set }: Move['from']): readonly Filled[] {
  return [{ beforeOrdinal: `${template}-${set}-` }];
}

function promise(claim: Argument, from: string, target: readonly (string | Filled)[], to: string): Command {
  const volume = kubectl('get', 'pvc', claim, ...inNamespace(from), '-o', 'jsonpath={.spec.volumeName}');
  const claimRef = { namespace: [name(to)], name: target, uid: null, resourceVersion: null };
  const patch = json({ spec: { persistentVolumeReclaimPolicy: 'Retain', claimRef } });
  return kubectl('patch', 'pv', { output: volume }, '-p', patch);
}

function claimOf({ template, set, ordinal }: Move['from']): string {
  return claimName(template, set, ordinal);
}
