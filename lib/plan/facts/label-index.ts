import { addTo } from '../../kubernetes/groups';
import { once } from '../../kubernetes/once';
import { asObject, at } from '../../kubernetes/plain';
import { selects } from '../../kubernetes/validation/metadata';
import type { Side } from './context';
import { type Workload, workloadsOf } from './workload';

/** Workloads by the labels of their pods, so that the cost does not grow with selectors times workloads. */
export class LabelIndex {
  private readonly byLabel = new Map<string, Set<Workload>>();
  private readonly byNamespace = new Map<string, Workload[]>();

  public constructor(workloads: Iterable<Workload>) {
    for (const workload of workloads) {
      const { namespace, labels } = workload;
      addTo(this.byNamespace, namespace, workload);
      for (const [label, value] of Object.entries(labels)) {
        const own = labelKey(namespace, label, value);
        this.byLabel.set(own, (this.byLabel.get(own) ?? new Set()).add(workload));
      }
    }
  }

  /** Workloads of a namespace whose pods a label selector selects; an empty one selects all. */
  public selected(namespace: string, selector: unknown): readonly Workload[] {
    const sets = Object.entries(asObject(at(selector, 'matchLabels'))).map(
      ([label, value]) => this.byLabel.get(labelKey(namespace, label, value)) ?? new Set<Workload>(),
    );
    const [fewest] = sets.sort((a, b) => a.size - b.size);
    return [...(fewest ?? this.byNamespace.get(namespace) ?? [])].filter(({ labels }) => selects(selector, labels));
  }
}

function labelKey(namespace: string, label: string, value: unknown): string {
  return JSON.stringify([namespace, label, value]);
}

const indexOf = once((side: Side) => new LabelIndex(workloadsOf(side).values()));

/** The workloads of a side whose pods a label selector selects. */
export function selectedWorkloads(side: Side, namespace: string, selector: unknown): readonly Workload[] {
  return indexOf(side).selected(namespace, selector);
}
