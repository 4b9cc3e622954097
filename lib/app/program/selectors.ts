import { nearestNames } from '../../messages/nearest-names';
import { selects } from '../../kubernetes/validation/metadata';
import { addTo } from '../../kubernetes/groups';
import { asObject, asObjects, at } from '../../kubernetes/plain';
import type { Member } from './program';

type Labels = Readonly<Record<string, string>>;

const podLabelsOf = ({ app }: Pick<Member, 'app'>): Labels => app.podLabels;
const namespaceOf = ({ app }: Member): string => app.identity.namespace;
const pairOf = (key: string, value: string): string => `${key}=${value}`;

/**
 * Apps of one namespace whose selector selects the pods of another one: its Services reach them, and a pod that two disruption budgets match
 * cannot be evicted at all (source: kubernetes pkg/registry/core/pod/storage/eviction.go).
 */
export function adviseOverlaps(members: readonly Member[]): void {
  const byPair = new Map<string, Member[]>();
  for (const member of members) {
    for (const [key, value] of Object.entries(podLabelsOf(member))) {
      addTo(byPair, `${namespaceOf(member)} ${pairOf(key, value)}`, member);
    }
  }
  for (const member of members) {
    const selector = Object.entries(member.app.selectorLabels);
    // Who is selected has each of the labels, so the rarest of them names all candidates.
    const candidates = selector
      .map(([key, value]) => byPair.get(`${namespaceOf(member)} ${pairOf(key, value)}`) ?? [])
      .reduce((least, list) => (list.length < least.length ? list : least), members);
    const other = candidates.find((each) => each !== member && isSelected(selector, podLabelsOf(each)));
    if (other === undefined) continue;
    const same = isSelected(Object.entries(other.app.selectorLabels), podLabelsOf(member));
    // Of two that select each other the later one is told.
    if (same && members.indexOf(other) > members.indexOf(member)) continue;
    member.report({
      code: 'selector-shared',
      prop: 'selectorLabels',
      value: member.app.selectorLabels,
      message: same
        ? `${other.construct.node.path} has the same selector: Services, policies and budgets of each app apply to the pods of both`
        : `selects the pods of ${other.construct.node.path} too: Services, policies and budgets of this app apply to them`,
    });
  }
}

function isSelected(selector: readonly (readonly [string, string])[], labels: Labels): boolean {
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

/** A spread that counts other pods than the app's own keeps none of them apart. */
export function adviseSpreads(members: readonly Member[]): void {
  for (const { app, report } of members) {
    const labels = podLabelsOf({ app });
    for (const [index, constraint] of (app.props.scheduling?.topologySpread ?? []).entries()) {
      const { labelSelector } = constraint;
      if (labelSelector === undefined || selects(labelSelector, labels)) continue;
      report({
        code: 'selector-selects-nobody',
        prop: `scheduling.topologySpread[${index}].labelSelector`,
        value: labelSelector,
        message: "does not select the app's own pods, so they are not spread",
        remedy: "Leave it out for the app's own pods, or correct the labels",
      });
    }
  }
}

/** A rule that keeps pods away from labels that no app has, and that look like a mistyped form of the app's own. */
export function adviseAntiAffinity(members: readonly Member[]): void {
  const all = members.map((member) => podLabelsOf(member));
  for (const { app, report } of members) {
    const own = podLabelsOf({ app });
    for (const { prop, term } of termsOf(app.props.scheduling?.affinity)) {
      const selector = asObject(term['labelSelector']);
      const wanted = Object.entries(asObject(selector['matchLabels'])) as [string, string][];
      const isElsewhere = term['namespaces'] !== undefined || term['namespaceSelector'] !== undefined;
      if (isElsewhere || wanted.length === 0 || all.some((labels) => selects(selector, labels))) continue;
      const near = wanted.filter(([key, value]) => own[key] !== value);
      const isMistyped = near.every(([key, value]) => {
        const right = own[key];
        return right !== undefined && nearestNames(value, [right]).length > 0;
      });
      if (near.length === 0 || !isMistyped) continue;
      report({
        code: 'selector-selects-nobody',
        prop,
        value: term['labelSelector'],
        message: 'selects no pod of the program, so it keeps no pods apart',
        remedy: `Correct the labels: the app's pods have ${near.map(([key]) => pairOf(key, own[key] ?? '')).join(', ')}`,
      });
    }
  }
}

function termsOf(
  affinity: unknown,
): readonly { readonly prop: string; readonly term: Readonly<Record<string, unknown>> }[] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const at0 = 'scheduling.affinity.podAntiAffinity';
  return [
    ...asObjects(at(affinity, 'podAntiAffinity', required)).map((term, index) => ({
      prop: `${at0}.${required}[${index}].labelSelector`,
      term,
    })),
    ...asObjects(at(affinity, 'podAntiAffinity', preferred)).map((weighted, index) => ({
      prop: `${at0}.${preferred}[${index}].podAffinityTerm.labelSelector`,
      term: asObject(weighted['podAffinityTerm']),
    })),
  ];
}
