import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../lib/plan';
import { run } from './run';

const folder = mkdtempSync(join(tmpdir(), 'release-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** ConfigMaps of 500 kB each: what does not compress, and what does. */
function release(name: string, count: number, text: () => string): string {
  const file = join(folder, `${name}.yaml`);
  const objects = Array.from(
    { length: count },
    (_each, index) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}-${index}, namespace: shop}\ndata: {a: "${text()}"}\n`,
  );
  writeFileSync(file, objects.join('---\n'));
  return file;
}

test('a release that does not fit into a Secret is refused with --pipeline helm alone', async () => {
  const random = release('random', 3, () => randomBytes(250_000).toString('hex'));
  const dull = release('dull', 3, () => 'ab'.repeat(250_000));
  const planned = async (file: string, pipeline: string): Promise<string> =>
    (await run(['plan', '/dev/null', file, '--pipeline', pipeline], { cwd: folder, engine: plan })).out;
  expect(await planned(random, 'helm')).toMatch(/Helm refuses the upgrade/);
  expect(await planned(random, 'flux')).not.toMatch(/Helm refuses the upgrade/);
  expect(await planned(dull, 'helm')).not.toMatch(/Helm refuses the upgrade/);
});
