import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../lib/plan';
import { kustomizeReadsOtherwise } from '../../lib/sources/kustomize-reads';
import { ALIKE, OTHERWISE } from '../support/kustomize-differences';
import { run } from './run';

describe('what kustomize makes of a file that it lists', () => {
  test.each(OTHERWISE)('is something else than what stands there: %j', (text) => {
    expect(kustomizeReadsOtherwise(text, 'x')).toBe(true);
  });

  test.each(ALIKE)('is what stands there: %j', (text) => {
    expect(kustomizeReadsOtherwise(text, 'x')).toBe(false);
  });

  test.each(['', ':', '{', 'a: [', '\u0000', '- yes: !', '{}{}', '"', 'null', '- 1'])('throws nothing: %j', (text) => {
    expect(() => kustomizeReadsOtherwise(text, 'x')).not.toThrow();
  });
});

describe('a file that kustomize reads otherwise', () => {
  const { PATH } = process.env;
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'kustomize-reads-'));
    process.env['PATH'] = '';
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
    rmSync(cwd, { recursive: true, force: true });
  });

  const map = (immutable: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nimmutable: ${immutable}\n`;
  const told = async (before: string, after: string, listed: boolean, pipeline?: string): Promise<unknown[]> => {
    for (const [side, text] of Object.entries({ before, after })) {
      mkdirSync(join(cwd, side), { recursive: true });
      writeFileSync(join(cwd, side, 'web.yaml'), text);
      if (listed) writeFileSync(join(cwd, side, 'Kustomization'), 'resources: [web.yaml]\n');
    }
    const more = pipeline === undefined ? [] : ['--pipeline', pipeline];
    const { code, out } = await run(['plan', 'before', 'after', '--format', 'json', ...more], { cwd, engine: plan });
    const { changes } = JSON.parse(out) as { changes: { object: string; findings: { code: string }[] }[] };
    return [code, ...changes.flatMap(({ object, findings }) => findings.map((each) => `${object}: ${each.code}`))];
  };

  test('is a finding where kustomize is not there to be asked, and the file changes', async () => {
    const found = [2, 'File after/web.yaml: file-not-read'];
    expect(await told(map('true'), map('yes'), true)).toEqual(found);
    expect(await told(map('on'), map('yes'), true)).toEqual(found);
    expect(await told(map('yes'), map('yes'), true)).toEqual([0]);
  });

  test('is one for Flux without a kustomization too, and for no other tool', async () => {
    expect(await told(map('true'), map('yes'), false, 'flux')).toEqual([2, 'File after/web.yaml: file-not-read']);
    expect(await told(map('true'), map('yes'), false)).toEqual([0]);
    expect(await told(map('yes'), map('yes'), false, 'flux')).toEqual([0]);
  });
});
