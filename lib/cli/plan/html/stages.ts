import type { Manifest } from '../../../kubernetes/manifest';
import { asObject, at } from '../../../kubernetes/plain';
import { isSame, labelOf, nameOf, namespaceOf } from '../../../plan/facts/identity';
import type { Change, ClusterFacts, Impact } from '../../../plan/types';
import { ordinalsOf, type Scene, servicesOf, type Tone } from '../scene';

/** An app at one time. */
export interface Stage {
  readonly title: 'Before' | 'During' | 'After';
  readonly services: readonly Box[];
  readonly pods: readonly PodBox[];
  /** Claims that no pod uses. */
  readonly unused: readonly ClaimBox[];
}

export interface Box {
  readonly name: string;
  readonly tone: Tone;
  /** What happens to it; empty where nothing does. */
  readonly what: string;
}

export interface PodBox extends Box {
  readonly claims: readonly ClaimBox[];
}

export interface ClaimBox extends Box {
  readonly volume: Box;
}

/** A StatefulSet with its Services, pods, claims and volumes, before, during and after its change. */
export function stagesOf(change: Change, scene: Scene, impacts: ReadonlyMap<string, Impact>): readonly Stage[] {
  const find = (side: readonly Manifest[]): Manifest | undefined => side.find((item) => isSame(change, item));
  const old = find(scene.before);
  // What the API server rejects stays as it is.
  const now = change.impact === 'rejected' ? old : find(scene.after);
  const either = now ?? old ?? find(scene.after);
  const services = either === undefined ? [] : servicesOf(either, scene);
  const volumes = new Volumes(change, scene);
  const [before, after] = [old, now].map((set) => new Map(ordinalsOf(set).map(({ pod, claims }) => [pod, claims]))) as [
    Map<string, string[]>,
    Map<string, string[]>,
  ];
  const plain = (side: Map<string, string[]>): PodBox[] =>
    [...side].map(([pod, claims]) => ({
      name: pod,
      tone: 'plain',
      what: '',
      claims: claims.map((claim) => volumes.claim(claim)),
    }));
  const touched = [
    ...new Set([
      ...before.keys(),
      ...after.keys(),
      ...change.pods.restarted,
      ...change.pods.created,
      ...change.pods.deleted,
    ]),
  ];
  const during = touched.map((pod): PodBox => {
    const claims = [...new Set([...(before.get(pod) ?? []), ...(after.get(pod) ?? [])])];
    return { name: pod, ...fateOfPod(pod, change), claims: claims.map((claim) => volumes.claim(claim, true)) };
  });
  const used = new Set([...after.values()].flat());
  const left = [...new Set([...before.values()].flat())].filter(
    (claim) => !used.has(claim) && !change.claims.deleted.includes(claim),
  );
  const servicesAt = (side: readonly Manifest[], shown: boolean): Box[] =>
    services
      .filter((service) => side.some((item) => labelOf(item) === labelOf(service)))
      .map((service) => ({
        name: nameOf(service),
        ...(shown ? fateOfService(impacts.get(labelOf(service))) : { tone: 'plain', what: '' }),
      }));
  const both = [...scene.before, ...scene.after];
  return [
    { title: 'Before', services: servicesAt(scene.before, false), pods: plain(before), unused: [] },
    { title: 'During', services: servicesAt(both, true), pods: during, unused: [] },
    {
      title: 'After',
      services: servicesAt(scene.after, false),
      pods: plain(after),
      unused: left.map((claim) => volumes.claim(claim, true)),
    },
  ];
}

function fateOfPod(pod: string, { pods, impact }: Change): Pick<Box, 'tone' | 'what'> {
  const turn = pods.restarted.indexOf(pod);
  if (turn !== -1)
    return { tone: 'restart', what: pods.restarted.length > 1 ? `restarts, number ${turn + 1}` : 'restarts' };
  if (pods.created.includes(pod)) return { tone: 'create', what: 'starts' };
  if (pods.deleted.includes(pod)) return { tone: 'delete', what: 'stops' };
  return impact === 'rejected'
    ? { tone: 'rejected', what: 'stays: the change is rejected' }
    : { tone: 'plain', what: '' };
}

function fateOfService(impact: Impact | undefined): Pick<Box, 'tone' | 'what'> {
  const words: Partial<Record<Impact, string>> = {
    create: 'is created',
    update: 'changes',
    delete: 'is deleted',
    rejected: 'stays: the change is rejected',
    outage: 'stops serving',
    'data-risk': 'at risk',
  };
  return impact === undefined ? { tone: 'plain', what: '' } : { tone: impact, what: words[impact] ?? '' };
}

/** Claims with their volumes, as far as the cluster told them. */
class Volumes {
  private readonly facts: ClusterFacts;
  private readonly namespace: string | undefined;

  public constructor(
    private readonly change: Change,
    scene: Scene,
  ) {
    this.facts = scene.facts ?? {};
    this.namespace = change.namespace;
  }

  public claim(name: string, happening = false): ClaimBox {
    const fate = happening ? this.fateOf(name) : undefined;
    const volume = this.volumeOf(name);
    const kept = { name: volume?.name ?? 'its volume', tone: 'plain' as const, what: '' };
    if (fate === undefined) return { name, tone: 'plain', what: '', volume: kept };
    if (fate.what !== 'is deleted')
      return { name, ...fate, volume: { ...kept, tone: fate.tone === 'create' ? 'create' : 'plain' } };
    const policy = volume?.policy;
    const what =
      policy === 'Retain'
        ? 'stays (policy Retain)'
        : policy === 'Delete'
          ? 'is deleted with its data'
          : 'is deleted or kept by its reclaim policy';
    return { name, ...fate, volume: { ...kept, tone: policy === 'Retain' ? 'delete' : 'data-risk', what } };
  }

  private fateOf(name: string): Pick<Box, 'tone' | 'what'> | undefined {
    const { claims } = this.change;
    if (claims.deleted.includes(name)) return { tone: 'data-risk', what: 'is deleted' };
    if (claims.orphaned.includes(name)) return { tone: 'delete', what: 'is kept, and no pod uses it' };
    if (claims.resized.includes(name)) return { tone: 'update', what: 'is resized' };
    return claims.created.includes(name) ? { tone: 'create', what: 'is created' } : undefined;
  }

  private volumeOf(claim: string): { readonly name: string; readonly policy: unknown } | undefined {
    const own = this.facts.claims?.find((item) => nameOf(item) === claim && namespaceOf(item) === this.namespace);
    const name = at(own, 'spec', 'volumeName');
    if (typeof name !== 'string') return undefined;
    const volume = this.facts.volumes?.find((item) => nameOf(item) === name);
    return { name, policy: asObject(volume?.['spec'])['persistentVolumeReclaimPolicy'] };
  }
}
