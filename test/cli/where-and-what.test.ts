import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../lib/cli/main';
import { plan } from '../../lib/plan';
import { run } from './run';

const web = (image: string, size: string, name = 'web'): string =>
  `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: ${name}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - name: side
          image: side:1
        - name: web
          image: ${image}
  volumeClaimTemplates:
    - metadata: {name: www}
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: ${size}
`;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'where-'));
  for (const side of ['before', 'after']) mkdirSync(join(cwd, side));
  writeFileSync(join(cwd, 'before/web.yaml'), `${web('web:1.1', '1Gi')}---\n${web('web:1.1', '1Gi', 'other')}`);
  writeFileSync(join(cwd, 'after/web.yaml'), `${web('web:1.2', '1Gi')}---\n${web('web:1.1', '2Gi', 'other')}`);
});
afterEach(() => rmSync(cwd, { recursive: true }));

const planned = (...args: string[]): ReturnType<typeof run> =>
  run(['plan', 'before', 'after', ...args], { cwd, engine: plan });

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

describe('a finding is shown at the line that causes it', () => {
  test('in SARIF', async () => {
    const { code, out } = await planned('--format', 'sarif');
    const { version, runs } = JSON.parse(out) as Sarif;
    expect({ code, version }).toEqual({ code: 2, version: '2.1.0' });
    const [only] = runs;
    const seen = only?.results.map(({ ruleId, level, locations }) => {
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      return `${level} ${ruleId} ${artifactLocation.uri}:${region.startLine}`;
    });
    expect(seen?.sort()).toEqual([
      'error claim-template-size after/web.yaml:43',
      'warning pod-template-changed after/web.yaml:14',
    ]);
    expect(only?.tool.driver.rules.map(({ id }) => id).sort()).toEqual(['claim-template-size', 'pod-template-changed']);
  });

  test('in JSON', async () => {
    const { out } = await planned('--format', 'json');
    const { changes } = JSON.parse(out) as { changes: { findings: { file: string; line: number }[] }[] };
    expect(changes.flatMap(({ findings }) => findings.map(({ file, line }) => `${file}:${line}`)).sort()).toEqual([
      'after/web.yaml:14',
      'after/web.yaml:43',
    ]);
  });

  test('in BEFORE, if the object is deleted', async () => {
    writeFileSync(join(cwd, 'after/web.yaml'), web('web:1.1', '1Gi'));
    const { out } = await planned('--format', 'sarif');
    expect(out).toContain('"uri": "before/web.yaml"');
  });
});

describe('--only', () => {
  test('reports on one object, decides by it, and counts what it leaves out', async () => {
    const { code, out, err } = await planned('--only', 'statefulset/web');
    expect(code).toBe(0);
    expect(out).toContain('StatefulSet default/web');
    expect(out).not.toContain('other');
    expect(err).toMatch(/leaves out 1 other object, 1 of which would stop/);
    expect((await planned('--only', 'StatefulSet/default/other')).code).toBe(2);
    expect((await planned('--only', 'StatefulSet/web,StatefulSet/other')).err).toBe('');
  });

  test('refuses what is not there, and what it cannot read', async () => {
    expect(await planned('--only', 'StatefulSet/wbe')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/StatefulSet\/web/) as unknown,
    });
    expect((await planned('--only', 'web')).err).toMatch(/KIND\/NAME/);
  });
});

test('--verbose is refused where it would change nothing', async () => {
  expect((await planned('--verbose', '--format', 'json')).code).toBe(1);
  expect((await planned('--verbose')).out).toContain('pod-template-changed');
});

test('prose is wrapped to the columns of the terminal, and a command never', async () => {
  const { out } = await run(['plan', 'before', 'after'], { cwd, engine: plan, env: { COLUMNS: '72' } });
  const wide = out.split('\n').filter((line) => line.length > 72);
  expect(wide.length).toBeGreaterThan(0);
  expect(wide.filter((line) => !/kubectl|\S{40}|'.*' → /.test(line))).toEqual([]);
  const whole = (await planned()).out.match(/kubectl delete \S+ \S+/g) ?? [];
  expect(whole.length).toBeGreaterThan(0);
  for (const command of whole) expect(out).toContain(command);
});

describe('completion', () => {
  const script = async (shell: string): Promise<string> => {
    let text = '';
    const stdout = new Writable({ write: (chunk, _encoding, done) => ((text += String(chunk)), done()) });
    await main(['completion', shell], { cwd, env: {}, stdin: process.stdin, stdout, stderr: process.stderr });
    return text;
  };

  test('completes commands and options in bash', async () => {
    const ask = (words: string): string[] => {
      const index = words.split(' ').length - 1;
      const line = `COMP_WORDS=(${words.replace(/ $/, " ''")}); COMP_CWORD=${index}; _stateful_web_app; echo "\${COMPREPLY[@]}"`;
      const { stdout } = spawnSync('bash', ['-c', `${source}\n${line}`], { encoding: 'utf8' });
      return stdout.trim().split(' ');
    };
    const source = await script('bash');
    expect(ask('stateful-web-app pl')).toEqual(['plan']);
    expect(ask('stateful-web-app plan --acknowledge-')).toEqual(['--acknowledge-target', '--acknowledge-days']);
    expect(ask('stateful-web-app plan --onl')).toEqual(['--only']);
    expect(ask('stateful-web-app capture --onl')).toEqual(['']);
  });

  test('is there for zsh and fish', async () => {
    expect(await script('zsh')).toMatch(/bashcompinit[\s\S]*complete /);
    expect(await script('fish')).toMatch(/-l only -r/);
  });
});
