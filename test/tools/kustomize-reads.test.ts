import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { manifestsOf } from '../../lib/manifests/read';
import { kustomizeReadsOtherwise } from '../../lib/sources/kustomize-reads';
import { builtTool } from '../../scripts/pipeline-tools/build';
import { ALIKE, OTHERWISE } from '../support/kustomize-differences';
import { describeWith } from './tools';

const objectsOf = (text: string): readonly unknown[] =>
  manifestsOf([{ name: 'x', path: '', text, named: true }]).objects.map(({ manifest }) => manifest);

describeWith('kustomize')('a file that a kustomization lists', () => {
  const build = async (text: string): Promise<readonly unknown[]> => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kustomize-reads-'));
    try {
      fs.writeFileSync(path.join(folder, 'web.yaml'), text);
      fs.writeFileSync(path.join(folder, 'kustomization.yaml'), 'resources: [web.yaml]\n');
      return objectsOf((await promisify(execFile)(builtTool('kustomize') ?? '', ['build', folder])).stdout);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  };

  test.each(ALIKE)('is built as what it is read as: %j', async (text) => {
    expect(await build(text)).toEqual(objectsOf(text));
  });

  test.each(OTHERWISE)('is built otherwise, and known for it: %j', async (text) => {
    expect(kustomizeReadsOtherwise(text, 'x')).toBe(true);
    expect(await build(text)).not.toEqual(objectsOf(text));
  });
});
