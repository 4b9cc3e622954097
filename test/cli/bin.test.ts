import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '../..');

jest.setTimeout(30_000); // It starts programs.

/** The program as the shell starts it, with its output redirected. */
const bin = (redirect: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
  spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', `"$0" --import tsx lib/cli/bin.ts plan --help ${redirect}`, process.execPath],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );

describe('the program', () => {
  it('fails plainly where nothing can be written', () => {
    if (fs.existsSync('/dev/full')) {
      const { status, stderr } = bin('> /dev/full');
      expect([status, stderr]).toEqual([1, expect.stringMatching(/^stateful-web-app: cannot write to .*ENOSPC.*\n$/)]);
    }
  });

  it('is content with a reader who has read enough', () => {
    expect(bin('| true')).toMatchObject({ status: 0, stderr: '' });
  });
});
