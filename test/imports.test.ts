import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const imports = join(__dirname, '..', 'imports');

test('the classes in imports/ are what their CRDs give, generated again without a network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  execFileSync(process.execPath, [join(imports, 'generate.mjs'), folder], {
    env: { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
    stdio: 'ignore',
  });
  const generated = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(generated).toEqual(readdirSync(imports).filter((name) => name.endsWith('.ts')));
  expect(generated).toEqual(readdirSync(join(imports, 'crds')).map((name) => name.replace(/\.yaml$/, '.ts')));
  for (const name of generated) {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(imports, name), 'utf8'));
  }
});

test('each file of CRDs says where it comes from and under which licence', () => {
  for (const name of readdirSync(join(imports, 'crds'))) {
    expect(readFileSync(join(imports, 'crds', name), 'utf8').slice(0, 400)).toMatch(
      /^# .*Go module[^]*Apache License 2\.0/,
    );
  }
});
