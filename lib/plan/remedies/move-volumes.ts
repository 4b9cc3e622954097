import { claimName } from '../../kubernetes/naming';
import type { StatefulSetView } from '../facts/stateful-set-view';
import type { ApplyMode } from '../types';
import { PAUSE, resume } from './pipeline';
import { everyOrdinal } from './every-ordinal';
import { command, forEach, nameList, numbered, word } from './steps';

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
export function moveVolumes({ set, namespace, pods, moves, apply }: Moving): string {
  const from = `-n ${word(set.namespace)}`;
  const old = moves.map((move) => nameOf(move.from));
  return [
    numbered([
      PAUSE,
      command(
        `kubectl delete statefulset ${word(set.name)} ${from} --cascade=orphan`,
        'pods keep running, claims stay, whatever the retention policy says',
      ),
      ...(pods.length === 0
        ? []
        : [command(`kubectl delete pod ${nameList(pods)} ${from}`, 'they are down from here on')]),
      ...promises(moves, set.namespace, namespace),
      resume(apply, 'the new claims are made, and take the volumes that wait for them'),
      command(
        `kubectl get pvc -n ${word(namespace)}`,
        'each new claim is Bound to the volume of the old one; if not, stop here: the data is safe on its volume',
      ),
      command(`kubectl delete pvc ${nameList(old)} ${from}`, 'the old claims have no volume any more'),
    ]),
    everyOrdinal(set),
    'The volumes now have the reclaim policy Retain: whoever deletes their claims later has to delete them too.',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Promises each volume to its new claim. Retain keeps the data should anything go wrong on the way. */
function promises(moves: readonly Move[], from: string, to: string): readonly string[] {
  const targets = new Map(moves.map((move) => [nameOf(move.from), nameOf(move.to)]));
  if (moves.length <= 6) {
    return forEach([...targets.keys()], (claim) => promise(claim, from, targets.get(claim) ?? '', to));
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
    const shift = first.to.ordinal - first.from.ordinal;
    const ordinal = shift === 0 ? '$n' : `$((n+${shift}))`;
    const [source, target] = [nameOf(first.from), nameOf(first.to)].map((name) => name.replace(/\d+$/, ''));
    return [
      `for n in $(seq ${first.from.ordinal} ${last.from.ordinal}); do ${promise(`${source ?? ''}$n`, from, `${target ?? ''}'${ordinal}'`, to)}; done`,
    ];
  });
}

function promise(claim: string, from: string, target: string, to: string): string {
  const volume = `$(kubectl get pvc ${claim} -n ${word(from)} -o jsonpath='{.spec.volumeName}')`;
  const claimRef = `{"namespace":"${to.replaceAll("'", '')}","name":"${target}","uid":null,"resourceVersion":null}`;
  return `kubectl patch pv ${volume} -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain","claimRef":${claimRef}}}'`;
}

function nameOf({ template, set, ordinal }: Move['from']): string {
  return claimName(template, set, ordinal);
}
