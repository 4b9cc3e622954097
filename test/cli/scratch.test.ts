import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { withScratch } from '../../lib/cli/scratch';
import { identifyThis, type ProcessIdentity } from '../../lib/synth/folder/process-identity';
import { UserError } from '../../lib/messages/user-error';

describe('the folder that a command works in', () => {
  let parent: string;
  beforeEach(() => (parent = fs.mkdtempSync(path.join(os.tmpdir(), 'scratch-'))));
  afterEach(() => fs.rmSync(parent, { recursive: true }));

  const leave = (name: string, owner: Partial<ProcessIdentity>): void => {
    fs.mkdirSync(path.join(parent, name, 'dist'), { recursive: true });
    fs.writeFileSync(path.join(parent, name, 'owner.json'), JSON.stringify({ ...identifyThis(), ...owner }));
  };
  const use = (): Promise<readonly string[]> => withScratch(() => Promise.resolve(fs.readdirSync(parent)), parent);

  it('is gone when the work is done, and when it fails', async () => {
    expect(await use()).toHaveLength(1);
    await expect(withScratch(() => Promise.reject(new Error('no')), parent)).rejects.toThrow('no');
    expect(fs.readdirSync(parent)).toEqual([]);
  });

  it('is asked for plainly where there is none to be had', async () => {
    const use = withScratch(() => Promise.resolve(), path.join(parent, 'missing'));
    await expect(use).rejects.toThrow(UserError);
    await expect(use).rejects.toThrow(/temporary folder in .*missing.*Set TMPDIR/);
  });

  it('is cleared away by the next run when its own was killed, and no other folder is', async () => {
    leave('stateful-web-app-killed', { pid: 2 ** 22 + 1 });
    leave('stateful-web-app-running', {});
    leave('stateful-web-app-elsewhere', { pid: 2 ** 22 + 1, place: 'another container' });
    leave('stateful-web-app-of-nobody', {});
    fs.rmSync(path.join(parent, 'stateful-web-app-of-nobody', 'owner.json'));
    leave('another-killed', { pid: 2 ** 22 + 1 });
    await use();
    expect(fs.readdirSync(parent).map((name) => name.replace('stateful-web-app-', ''))).toEqual([
      'another-killed',
      'elsewhere',
      'of-nobody',
      'running',
    ]);
  });
});
