import { addTo } from '../../../kubernetes/groups';
import { remedyText } from '../../../plan/remedy';
import type { Change, Finding, Impact } from '../../../plan/types';
import type { Scene } from '../scene';
import { rank, type Verdict, worstFirst } from '../verdict';
import { metadataKeyOf } from './path';
import { Remedies, withoutNames } from './remedies';
import { QuietKeys } from './selected-keys';
import { type Told, toldOf } from './told';

/** What a plan says, said once: computed here for every format that people read. JSON has everything. */
export interface Digest {
  /** The worst first. */
  readonly groups: readonly Group[];
  /** Labels that nothing reads, over all objects. */
  readonly labels?: QuietLabels;
}

/** Objects of one kind to which the same happens, but for their names. */
export interface Group {
  readonly impact: Impact;
  readonly kind: string;
  readonly changes: readonly [Change, ...Change[]];
  /** Of the first of them. */
  readonly told: readonly Told[];
}

/** Labels that only describe, in objects to which nothing else happens, or something that is told apart from them. */
interface QuietLabels {
  readonly impact: Impact;
  /** To which nothing else happens. */
  readonly objects: readonly string[];
  /** To which something else happens too. */
  readonly others: number;
  /** `before` and `after` where they are the same in all objects. */
  readonly keys: readonly {
    readonly key: string;
    readonly before?: unknown;
    readonly after?: unknown;
    readonly several: boolean;
  }[];
}

export function digestOf({ plan, accepted }: Pick<Verdict, 'plan' | 'accepted'>, scene: Scene): Digest {
  const quiet = new QuietKeys(scene);
  const isQuiet = (change: Change, { impact, path }: Finding): boolean => {
    const place = metadataKeyOf(path);
    return place?.inPods === false && rank(impact) <= rank('update') && quiet.has(change.kind, place.key);
  };
  const labels = new Map<Change, readonly Finding[]>();
  const groups = new Map<string, [Change, ...Change[]]>();
  const told = new Map<Change, readonly Told[]>();
  for (const change of plan.changes) {
    const own = change.findings.filter((finding) => !accepted.has(finding) && isQuiet(change, finding));
    if (own.length > 0) labels.set(change, own);
    if (own.length > 0 && own.length === change.findings.length) continue;
    const rest = change.findings.filter((finding) => !own.includes(finding));
    told.set(change, toldOf(worstFirst(rest), accepted));
    const key = groupKey(change, rest, accepted);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  const remedies = new Remedies();
  return {
    groups: worstFirst([...groups.values()].map((changes) => ({ impact: changes[0].impact, changes }))).map(
      ({ impact, changes }) => ({
        impact,
        kind: changes[0].kind,
        changes,
        told: (told.get(changes[0]) ?? []).map((each) => ({
          ...each,
          remedy: remedies.once(each.remedy, changes[0]),
        })),
      }),
    ),
    ...(labels.size === 0 ? {} : { labels: quietLabels(labels, plan.changes) }),
  };
}

/** Objects with one key differ in their names only. What was accepted stands for itself. */
function groupKey(change: Change, findings: readonly Finding[], accepted: Verdict['accepted']): string {
  const apart = findings.some((finding) => accepted.has(finding)) || change.findings.length === 0;
  return JSON.stringify(
    [
      change.impact,
      change.group,
      change.kind,
      apart ? change.object : '',
      ...findings.map(({ code, impact, path, before, after, message, remedy }) =>
        withoutNames(
          [code, impact, path, JSON.stringify([before, after]), message, remedyText(remedy)].join('\n'),
          change,
        ),
      ),
      change.pods,
      change.claims,
    ].map((each) => (typeof each === 'string' ? each : withoutNames(JSON.stringify(each), change))),
  );
}

function quietLabels(labels: ReadonlyMap<Change, readonly Finding[]>, changes: readonly Change[]): QuietLabels {
  const keys = new Map<string, Finding[]>();
  for (const finding of [...labels.values()].flat()) {
    const key = metadataKeyOf(finding.path)?.key ?? '';
    addTo(keys, key, finding);
  }
  const only = changes.filter((change) => labels.get(change)?.length === change.findings.length);
  return {
    impact: 'update',
    objects: only.map(({ object }) => object),
    others: labels.size - only.length,
    keys: [...keys].map(([key, found]) => {
      const [first] = found;
      const same = found.every(({ before, after }) => before === first?.before && after === first?.after);
      return { key, several: !same, ...(same ? { before: first?.before, after: first?.after } : {}) };
    }),
  };
}
