import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { change, finding, planOf, run, type Run } from './run';

/** The clock of these tests stands at 2026-11-23. */
const SOON = '2026-12-24';
/** In 90 days, and in 91. */
const LAST = '2027-02-21';
const TOO_LATE = '2027-02-22';

// Each plan starts git several times, which takes its time on a busy machine.
jest.setTimeout(60_000);

let cwd = '';
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, encoding: 'utf8' });
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
};
const entry = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  code: 'claim-template-renamed',
  object: 'StatefulSet default/web',
  reason: 'Moved by hand',
  expires: SOON,
  ...more,
});
const accept = (...entries: Readonly<Record<string, string>>[]): string =>
  `acknowledgements:\n${entries.map((each) => `  - ${JSON.stringify(each)}\n`).join('')}`;
const commit = (...entries: Readonly<Record<string, string>>[]): void => {
  write('accepted.yaml', accept(...entries));
  git('add', '-A');
  git('commit', '-qm', 'a commit');
};

const engine = (): ReturnType<typeof planOf> =>
  planOf([
    change('StatefulSet default/web', [
      finding('data-risk', { code: 'claim-template-renamed', path: 'spec.volumeClaimTemplates' }),
    ]),
  ]);
const plan = (...more: string[]): Promise<Run> => run(['plan', 'git:main:dist', 'dist', ...more], { cwd, engine });
const accepting = (...more: string[]): Promise<Run> => plan('--acknowledge', 'accepted.yaml', ...more);
const acknowledged = async (...more: string[]): Promise<unknown> => {
  const { out } = await accepting('--format', 'json', ...more);
  const report = JSON.parse(out) as { changes: { findings: { acknowledged?: unknown }[] }[] };
  return report.changes[0]?.findings[0]?.acknowledged;
};

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plan-accepted-'));
  git('init', '-q', '-b', 'main');
  write('dist/web.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n');
  git('add', '-A');
  git('commit', '-qm', 'first');
});
afterEach(() => rmSync(cwd, { recursive: true }));

describe('a danger that the change itself accepts', () => {
  beforeEach(() => write('accepted.yaml', accept(entry())));

  test('passes, and every format shows it as accepted in this change', async () => {
    const text = await accepting();
    expect([text.code, text.err]).toEqual([0, '']);
    expect(text.out).toContain(`Accepted in this change until ${SOON}: Moved by hand`);
    expect(text.out).toContain('(1 finding accepted in this change)');
    const markdown = (await accepting('--format', 'markdown')).out;
    expect(markdown.match(/accepted in this change/gi)).toHaveLength(2);
    expect(await acknowledged()).toEqual({ reason: 'Moved by hand', expires: SOON, inThisChange: true });
  });

  test('is shown so where the file is new, and where only the entry is', async () => {
    commit(entry({ object: 'StatefulSet default/other' }));
    write('accepted.yaml', accept(entry({ object: 'StatefulSet default/other' }), entry()));
    expect(await acknowledged()).toMatchObject({ inThisChange: true });
  });

  test.each([
    ['another reason', { reason: 'Because' }],
    ['a later day', { expires: LAST }],
    ['every path instead of one', { path: '' }],
  ] as [string, Record<string, string>][])(
    'is shown so where an entry of the target branch gets %s',
    async (_what, difference) => {
      commit(entry({ path: 'spec.volumeClaimTemplates' }));
      const { path = '', ...rest } = entry({ path: 'spec.volumeClaimTemplates', ...difference });
      const changed = path === '' ? rest : { ...rest, path };
      write('accepted.yaml', accept(changed));
      // The branch that is merged into accepts this finding already; without that, only the change does.
      expect(await acknowledged()).toMatchObject({ inThisChange: false });
      commit({ ...changed, code: 'something-else' });
      write('accepted.yaml', accept(changed));
      expect(await acknowledged()).toMatchObject({ inThisChange: true });
    },
  );
});

describe('a danger that the target branch accepts', () => {
  beforeEach(() => commit(entry()));

  test('passes, and nothing says that the change accepts it', async () => {
    const { code, out } = await accepting();
    expect(code).toBe(0);
    expect(out).toContain(`Accepted until ${SOON}: Moved by hand`);
    expect(out).not.toContain('in this change');
    expect(await acknowledged()).toEqual({ reason: 'Moved by hand', expires: SOON, inThisChange: false });
  });

  test('passes from a folder inside the repository too', async () => {
    const inside = await run(['plan', 'git:main:.', '.', '--acknowledge', '../accepted.yaml'], {
      cwd: join(cwd, 'dist'),
      engine,
    });
    expect([inside.code, inside.out]).toEqual([0, expect.stringContaining('Accepted until')]);
  });

  test('passes while the change removes the entry, or the whole file', async () => {
    write('accepted.yaml', accept());
    expect(await accepting()).toMatchObject({ code: 0, err: '' });
    rmSync(join(cwd, 'accepted.yaml'));
    expect(await accepting()).toMatchObject({ code: 0, err: '' });
    write('accepted.yaml', accept());
    git('commit', '-qam', 'nothing accepted');
    rmSync(join(cwd, 'accepted.yaml'));
    expect(await accepting()).toMatchObject({ code: 2, err: '' });
  });

  test('does not pass once it has expired, unless the change accepts it again', async () => {
    commit(entry({ expires: '2026-11-22' }));
    expect((await accepting()).code).toBe(2);
    write('accepted.yaml', accept(entry()));
    expect(await accepting()).toMatchObject({ code: 0, err: '' });
    expect(await acknowledged()).toMatchObject({ inThisChange: true });
  });

  test('is known from a branch that was merged after this one began, where an option names it', async () => {
    git('switch', '-qc', 'feature', 'HEAD~1');
    const late = (): Promise<Run> =>
      run(
        [
          ...['plan', 'git:HEAD:dist', 'dist'],
          ...['--acknowledge', 'accepted.yaml', '--acknowledge-target', 'git:main:accepted.yaml'],
        ],
        { cwd, engine },
      );
    expect(await late()).toMatchObject({ code: 0, out: expect.stringContaining('Accepted until') as unknown });
  });

  test('is all that counts where the file of the target branch is the one that is given', async () => {
    commit();
    write('accepted.yaml', accept(entry()));
    expect((await plan('--acknowledge', 'git:main:accepted.yaml')).code).toBe(2);
    expect((await accepting()).code).toBe(0);
  });
});

describe('where BEFORE is no commit', () => {
  const fromFile = (...more: string[]): Promise<Run> =>
    run(['plan', 'dist', 'dist', '--acknowledge', 'accepted.yaml', '--format', 'json', ...more], { cwd, engine });
  beforeEach(() => write('accepted.yaml', accept(entry())));

  test('nobody knows which entries are new, and nothing is said of it', async () => {
    const { code, out } = await fromFile();
    expect(code).toBe(0);
    expect(out).not.toContain('inThisChange');
  });

  test.each([
    ['a file', 'target.yaml'],
    ['a commit', 'git:HEAD:target.yaml'],
  ])('an option names that of the target branch: %s', async (_what, target) => {
    write('target.yaml', accept());
    git('add', 'target.yaml');
    git('commit', '-qm', 'target');
    expect((await fromFile('--acknowledge-target', target)).out).toContain('"inThisChange": true');
  });

  test('a target that is not there accepts nothing, and a revision that is not there is an error', async () => {
    expect((await fromFile('--acknowledge-target', 'git:HEAD:none.yaml')).out).toContain('"inThisChange": true');
    expect(await fromFile('--acknowledge-target', 'git:nowhere:accepted.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining("'nowhere'") as unknown,
    });
  });

  test('a file outside the repository belongs to no change', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'plan-outside-'));
    writeFileSync(join(outside, 'accepted.yaml'), accept(entry()));
    const { code, out } = await plan('--acknowledge', join(outside, 'accepted.yaml'), '--format', 'json');
    rmSync(outside, { recursive: true });
    expect([code, out.includes('inThisChange')]).toEqual([0, false]);
  });
});

describe('an acceptance', () => {
  test('lasts 90 days at most', async () => {
    write('accepted.yaml', accept(entry({ expires: LAST })));
    expect((await accepting()).code).toBe(0);
    write('accepted.yaml', accept(entry({ expires: TOO_LATE })));
    const { code, err } = await accepting();
    expect(code).toBe(1);
    expect(err).toContain(`accepted.yaml, document 1, line 2`);
    expect(err).toContain(`more than 90 days from today. Choose ${LAST} or earlier`);
  });

  test('lasts longer, or less long, where an option says so', async () => {
    write('accepted.yaml', accept(entry({ expires: TOO_LATE })));
    expect((await accepting('--acknowledge-days', '91')).code).toBe(0);
    expect((await accepting('--acknowledge-days', '30')).err).toContain('more than 30 days');
  });

  test('that lasts too long in the target branch does not count, and the change can shorten it', async () => {
    commit(entry({ expires: TOO_LATE }));
    rmSync(join(cwd, 'accepted.yaml'));
    expect(await accepting()).toMatchObject({ code: 2, err: expect.stringContaining('has no effect') as unknown });
    write('accepted.yaml', accept(entry({ expires: LAST })));
    expect((await accepting()).code).toBe(0);
    expect(await acknowledged()).toMatchObject({ expires: LAST, inThisChange: true });
  });

  test('in a file that is wrong in the target branch does not count, and the change can repair it', async () => {
    write('accepted.yaml', 'acknowledgements: [\n');
    git('add', '-A');
    git('commit', '-qm', 'wrong');
    write('accepted.yaml', accept(entry()));
    const { code, err } = await accepting();
    expect([code, err]).toEqual([0, expect.stringContaining('acknowledgements of the target branch have no effect')]);
    expect(await acknowledged()).toMatchObject({ inThisChange: true });
  });

  test.each([
    [['--acknowledge-days', '0'], "--acknowledge-days is '0'"],
    [['--acknowledge-days', '1e3'], "--acknowledge-days is '1e3'"],
    [['--acknowledge-days', ''], "--acknowledge-days is ''"],
  ])('has a number of days: %j', async (options, message) => {
    write('accepted.yaml', accept(entry()));
    expect(await accepting(...options)).toMatchObject({ code: 1, err: expect.stringContaining(message) as unknown });
  });

  test.each([
    ['--acknowledge-days', '10'],
    ['--acknowledge-target', 'git:main:accepted.yaml'],
  ])('%s alone is an error', async (option, value) => {
    expect(await plan(option, value)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`${option} needs --acknowledge`) as unknown,
    });
  });
});
