import { groupOf } from '../../lib/kubernetes/object-kind';
import type { ManifestSet } from '../../lib/manifests/read';
import { prepareSides } from '../../lib/manifests/sides';
import type { SidesOptions } from '../../lib/manifests/sides-options';
import { plan } from '../../lib/plan';
import { hasUpgrades, lines, type Pair, rendered, text } from './upgrades';

interface Truth {
  readonly id: string;
  /** `ok`, or the error; absent if the chart could not be installed. */
  readonly upgrade?: string;
}

const OPTIONS: SidesOptions = {
  kubernetes: '1.37',
  apply: 'client',
  validate: 'warn',
  pipeline: 'helm',
  namespace: 'demo',
};

const suite = hasUpgrades ? describe : describe.skip;

suite('upgrades of published charts', () => {
  test('are refused where helm upgrade was refused, and nowhere else', () => {
    const truth = new Map(lines<Truth>('truth-helm.jsonl').map((each) => [each.id, each.upgrade]));
    const served = new Set(text('served-1.37.tsv').trimEnd().split('\n'));
    const judged = lines<Pair>('pairs.jsonl').filter(({ id }) => truth.get(id) !== undefined);
    const wrong = judged.filter((pair) => isRefused(pair, served) !== (truth.get(pair.id) !== 'ok'));
    expect(judged.length).toBeGreaterThan(200);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

function isRefused(pair: Pair, served: ReadonlySet<string>): boolean {
  const sides = prepareSides(manifests(pair.before, served, true), manifests(pair.after, served, false), OPTIONS);
  const { changes } = plan(sides.before, sides.after, { ...OPTIONS, facts: sides.facts });
  return changes.some(({ findings }) => findings.some(({ impact }) => impact === 'rejected'));
}

/** What was applied: built-in kinds, and of the release before only what 1.37 serves. */
function manifests(path: string, served: ReadonlySet<string>, isBefore: boolean): ManifestSet {
  const groups = new Set([...served].map((line) => groupOf({ apiVersion: line.split('\t')[0] ?? '', kind: '' })));
  const set = rendered(path);
  const objects = set.objects.filter(
    ({ manifest }) =>
      groups.has(groupOf(manifest)) && (!isBefore || served.has(`${manifest.apiVersion}\t${manifest.kind}`)),
  );
  return { ...set, objects };
}
