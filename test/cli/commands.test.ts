import * as fs from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { main } from '../../lib/cli/main';
import { RULE_GROUPS } from '../../lib/plan/rules';
import { SYNTH_CODES } from '../../lib/messages/synth-codes';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function call(...args: string[]): Promise<Said> {
  return callWith({}, ...args);
}

async function callWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = await main(args, { cwd: '/', env, stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

test('it says its version', async () => {
  const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { version: string };
  expect(await call('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test.each([
  ['an option that there is not', ['plan', '--nope'], "'--nope'", 'plan [options] [before] [after]'],
  ['an option without its value', ['plan', '-o'], '--format', 'plan [options] [before] [after]'],
  ['one side alone', ['plan', 'dist'], 'BEFORE and AFTER', 'plan [options] [before] [after]'],
  ['a missing argument', ['explain'], "'code'", 'explain [options] <code>'],
  ['a command that there is not', ['nope'], "'nope'", '[options] [command]'],
])('%s is a wrong call: it fails with the usage', async (_, args, what, usage) => {
  const { code, out, err } = await call(...args);
  expect([code, out]).toEqual([1, '']);
  const [first = '', second] = err.split('\n');
  expect(first).toMatch(/^stateful-web-app: /);
  expect(first).toContain(what);
  expect(second).toBe(`Usage: stateful-web-app ${usage}`);
});

test('every code of the plan and of the synth is explained, with what to do', async () => {
  const rules = RULE_GROUPS.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(80);
  for (const { code, title, remedy } of rules) {
    expect(await call('explain', code)).toEqual({ code: 0, err: '', out: expect.stringContaining(title) as unknown });
    expect((await call('explain', code)).out).toContain(remedy);
  }
  for (const [code, { title, remedy }] of Object.entries(SYNTH_CODES)) {
    const { out } = await call('explain', `[${code}]`);
    expect([out.includes(title), out.includes(remedy), out.startsWith(`${code}\n`)]).toEqual([true, true, true]);
  }
});

test('an explanation shows the example of the docs, and what the plan says of it', async () => {
  const { out } = await call('explain', 'claim-template-size');
  expect(out).toMatch(/-\s+storage: 1Gi\n\s+\+\s+storage: 2Gi\n/);
  expect(out).toContain('REJECTED  StatefulSet default/web  [claim-template-size]');
  expect((await call('explain', 'reclaim-policy-delete')).out).not.toContain('Example');
});

test('a code that there is not is an error with the nearest one', async () => {
  expect(await call('explain', 'claim-template-sise')).toMatchObject({
    code: 1,
    err: expect.stringContaining("Do you mean 'claim-template-size'") as unknown,
  });
});

test('an explanation fits into the columns of the terminal', async () => {
  const { out } = await callWith({ COLUMNS: '60' }, 'explain', 'claim-template-size');
  // A command is copied as it is, and so is a path.
  const prose = out.split('\n').filter((each) => !/kubectl|spec\.volumeClaimTemplates/.test(each));
  expect(Math.max(...prose.map((each) => each.length))).toBeLessThanOrEqual(60);
  expect(out.split('\n').length).toBeGreaterThan((await call('explain', 'claim-template-size')).out.split('\n').length);
});
