import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupOf } from '../../lib/kubernetes/object-kind';
import { manifestsOf, type ManifestSet } from '../../lib/manifests/read';
import { prepareSides, type SidesOptions } from '../../lib/manifests/sides';
import { plan } from '../../lib/plan';

/**
 * Upgrades of public Helm charts, with what a real `helm upgrade --no-hooks` said of them on an API server of 1.37. They are not part of
 * this repository: without them this suite is skipped.
 */
const FOLDER = join(__dirname, '../../../shared/upgrades');

interface Pair {
  readonly id: string;
  readonly before: string;
  readonly after: string;
}

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

const suite = existsSync(join(FOLDER, 'pairs.jsonl')) ? describe : describe.skip;

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
  const set = manifestsOf([{ name: path, path: '', text: text(path).replaceAll('\r\n', '\n'), named: true }]);
  const objects = set.objects.filter(
    ({ manifest }) =>
      groups.has(groupOf(manifest)) && (!isBefore || served.has(`${manifest.apiVersion}\t${manifest.kind}`)),
  );
  return { ...set, objects };
}

function text(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function lines<T>(file: string): T[] {
  return text(file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
