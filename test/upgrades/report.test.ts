import { formatText } from '../../lib/cli/plan/format-text';
import { judge } from '../../lib/cli/plan/verdict';
import { prepareSides } from '../../lib/manifests/sides';
import type { SidesOptions } from '../../lib/manifests/sides-options';
import { IMPACTS, plan, type Plan } from '../../lib/plan';
import { hasUpgrades, lines, type Pair, rendered } from './upgrades';

const OPTIONS: SidesOptions = {
  kubernetes: '1.37',
  apply: 'client',
  validate: 'warn',
  pipeline: 'helm',
  namespace: 'demo',
};

interface Report {
  readonly id: string;
  readonly plan: Plan;
  readonly text: string;
}

const suite = hasUpgrades ? describe : describe.skip;

suite('the report of an upgrade', () => {
  const reports: Report[] = [];
  beforeAll(() => {
    for (const { id, before, after } of lines<Pair>('pairs.jsonl')) {
      const sides = prepareSides(rendered(before), rendered(after), OPTIONS);
      const planned = plan(sides.before, sides.after, { ...OPTIONS, facts: sides.facts });
      const verdict = judge(planned, { of: new Map(), notes: [] }, 'rejected');
      reports.push({ id, plan: planned, text: formatText([{ verdict, scene: sides }], { color: false }) });
    }
  });

  test('has at most 20 lines in half of them, and at most 60 in nine of ten', () => {
    const lengths = reports.map(({ text }) => text.trimEnd().split('\n').length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length * 0.5)]).toBeLessThanOrEqual(20);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(60);
  });

  test('names every object, code, pod and claim of what is a restart or worse', () => {
    const missing = reports.flatMap(({ id, plan: { changes }, text }) =>
      changes
        .filter(({ impact }) => isSevere(impact))
        .flatMap((change) => [
          change.name,
          ...change.findings.filter(({ impact }) => isSevere(impact)).map(({ code }) => `[${code}]`),
          ...[...change.pods.restarted, ...change.pods.deleted].slice(0, 5),
          ...[...change.claims.deleted, ...change.claims.orphaned].slice(0, 5),
        ])
        .filter((each) => !text.includes(each))
        .map((each) => `${id}: ${each}`),
    );
    expect(missing).toEqual([]);
  });

  test('shows no two equal texts as different', () => {
    const equal = reports.flatMap(({ id, text }) =>
      [...text.matchAll(/('.+?'|[{[].+?[\]}]) → \1(?=$|[;. )])/gm)].map(([pair]) => `${id}: ${pair}`),
    );
    expect(equal).toEqual([]);
  });
});

const isSevere = (impact: (typeof IMPACTS)[number]): boolean => IMPACTS.indexOf(impact) >= IMPACTS.indexOf('restart');
