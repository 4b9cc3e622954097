import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { builtTool } from '../../scripts/pipeline-tools/build';
import { change, git, planRepo, type RepoPlan, removeRepositories, repository } from '../repo/repository';
import { type App, type Files, SHAPES } from '../repo/shapes';

/** It needs no cluster, and both programs. */
const isBuilt = builtTool('helm3') !== undefined && builtTool('kustomize') !== undefined;
if (!isBuilt) process.stderr.write('SKIPPED: helm and kustomize are not built: run `npm run tools`\n');
const suite = isBuilt ? describe : describe.skip;

const pathBefore = process.env['PATH'];
let programs = '';

/** The same repositories in each run. SHAPES_SEED chooses others. */
let state = Number(process.env['SHAPES_SEED'] ?? 7);
function pick<T>(from: readonly T[]): T {
  state = (state * 48_271) % 2_147_483_647;
  return from[state % from.length] as T;
}

const app = (name: string): App => ({
  name,
  image: 'example/app:1.0',
  size: '1Gi',
  selector: name,
  label: 'shop',
  replicas: 2,
  hasSecret: true,
  hasClaim: true,
  comment: '',
});
const NAMES = ['wiki', 'shop', 'mail', 'forum'];

interface Step {
  readonly title: string;
  readonly to: (app: App) => App | undefined;
  /** Codes that must be found in the unit of the app; none if the change must stop nothing. */
  readonly finds: readonly string[];
}

const ACCIDENTS: readonly Step[] = [
  { title: 'a larger claim template', to: (own) => ({ ...own, size: '2Gi' }), finds: ['claim-template-size rejected'] },
  {
    title: 'another selector',
    to: (own) => ({ ...own, selector: `${own.name}-new` }),
    finds: ['immutable-field rejected'],
  },
  {
    title: 'a Secret that pods need is removed',
    to: (own) => ({ ...own, hasSecret: false }),
    finds: ['deleted-but-needed outage'],
  },
  { title: 'a claim is removed', to: (own) => ({ ...own, hasClaim: false }), finds: ['claim-deleted data-risk'] },
  { title: 'a number that cannot be', to: (own) => ({ ...own, replicas: -1 }), finds: ['invalid-object rejected'] },
];
const HARMLESS: readonly Step[] = [
  { title: 'another label', to: (own) => ({ ...own, label: 'other' }), finds: [] },
  { title: 'a new image', to: (own) => ({ ...own, image: 'example/app:1.1' }), finds: [] },
  { title: 'one replica more', to: (own) => ({ ...own, replicas: own.replicas + 1 }), finds: [] },
  { title: 'a comment', to: (own) => ({ ...own, comment: '# As it was.\n' }), finds: [] },
];

suite.each(SHAPES)('a repository of the shape: $name', (shape) => {
  beforeAll(() => {
    programs = fs.mkdtempSync(path.join(os.tmpdir(), 'plan-tools-'));
    for (const [name, tool] of [['helm', 'helm3'] as const, ['kustomize', 'kustomize'] as const]) {
      fs.symlinkSync(builtTool(tool) ?? '/nowhere', path.join(programs, name));
    }
    process.env['PATH'] = `${programs}${path.delimiter}${pathBefore ?? ''}`;
  });
  afterAll(() => {
    process.env['PATH'] = pathBefore;
    fs.rmSync(programs, { recursive: true });
    removeRepositories();
  });

  /** Plans the change from some apps to others. */
  async function planned(from: readonly App[], to: readonly App[]): Promise<RepoPlan> {
    const [before, after]: [Files, Files] = [shape.files(from), shape.files(to)];
    const folder = repository({ 'README.md': 'apps\n', ...before });
    change(folder, Object.fromEntries(Object.keys(before).flatMap((file) => (file in after ? [] : [[file, null]]))));
    change(folder, after);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'a change');
    return planRepo(folder);
  }

  const some = (): App[] => NAMES.map(app);

  test('each accident is found in its unit, and each harmless change stops nothing', async () => {
    // One history: each commit changes one app of those that are still as they were.
    for (const step of [...ACCIDENTS, pick(HARMLESS), pick(HARMLESS)]) {
      const apps = some();
      const victim = pick(apps);
      const changed = apps.map((each) => (each === victim ? (step.to(each) ?? each) : each));
      const { code, findings, out } = await planned(apps, changed);
      const own = findings.filter((each) => each.startsWith(`${shape.unitOf(victim)}: `));
      const what = `${step.title} of ${victim.name}: ${out.slice(0, 3000)}`;
      expect({ what, code, found: step.finds.filter((code) => !own.some((each) => each.endsWith(code))) }).toEqual({
        what,
        code: step.finds.length === 0 ? 0 : 2,
        found: [],
      });
      expect({
        what,
        others: findings.filter((each) => / (data-risk|outage|rejected)$/.test(each) && !own.includes(each)),
      }).toEqual({
        what,
        others: [],
      });
    }
  });

  test('an app that is removed is told, with its data', async () => {
    const victim = pick(NAMES);
    const { findings } = await planned(
      some(),
      some().filter(({ name }) => name !== victim),
    );
    const own = findings.filter((each) => each.startsWith(`${shape.unitOf(app(victim))}: `));
    expect(own).toEqual(
      expect.arrayContaining([
        expect.stringMatching(shape.removes ? /unit-removed delete$/ : /(unit-removed none|claim-deleted data-risk)$/),
        ...(shape.removes ? [expect.stringMatching(/claim-deleted data-risk$/)] : []),
      ]),
    );
  });

  test('an app that comes changes nothing of the others', async () => {
    const { code, findings } = await planned(some().slice(1), some());
    expect([code, findings.filter((each) => / (data-risk|outage|rejected|delete|restart)$/.test(each))]).toEqual([
      0,
      [],
    ]);
    expect(findings).toContainEqual(expect.stringMatching(/PersistentVolumeClaim \S+-files created/));
  });
});
