import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { RECORD } from '../../lib/synth/folder/file-record';
import { replaceFolder } from '../../lib/synth/folder/replace-folder';

let sandbox: string;
let root: string;
beforeEach(() => {
  sandbox = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'committed-')));
  root = path.join(sandbox, 'repository', 'dist');
  write('victim', 'mine');
  write('repository/dist/a.yaml', '1');
  write(`repository/dist/${RECORD}`, 'a.yaml\n');
});
afterEach(() => fs.rmSync(sandbox, { recursive: true, force: true }));

const at = (...parts: string[]): string => path.join(sandbox, ...parts);
const write = (file: string, content: string): void => {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true });
  fs.writeFileSync(at(file), content);
};
const synth = (): unknown => replaceFolder(root, [{ path: 'a.yaml', content: '2' }], { timeout: 2000 });
const tryToSynth = (): unknown => {
  try {
    return synth();
  } catch (error) {
    return error;
  }
};
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

const INSIDE = 'repository/dist/.synth-work';
const BESIDE = 'repository/.dist.synth-work';
const NOTHING = { staged: 'staged-000000000000', changed: [], created: [], removed: [] };

describe('what somebody committed as the work of a run that was killed', () => {
  describe.each([
    ['finished', 'journal.json'],
    ['undone', 'undo.json'],
  ])('and that would be %s', (_, file) => {
    it.each([
      ['deletes', { ...NOTHING, removed: ['../../victim'] }],
      ['replaces', { ...NOTHING, changed: ['../../victim'] }],
      ['creates', { ...NOTHING, created: ['../../victim'] }],
      ['takes from', { ...NOTHING, staged: '../../..', created: ['victim'] }],
      ['takes from', { ...NOTHING, staged: '../../..', changed: ['victim'], removed: ['victim'] }],
      ['deletes', { ...NOTHING, removed: [path.join(os.tmpdir(), 'victim')] }],
    ])('%s nothing outside of the folder', (_does, journal) => {
      write(`${INSIDE}/${file}`, JSON.stringify(journal));
      for (const folder of ['before', 'staged-000000000000', 'x/y/staged-000000000000']) {
        write(`${INSIDE}/${folder}/victim`, 'theirs');
      }
      expect(tryToSynth()).toHaveProperty('message', expect.stringContaining(`Delete ${at(INSIDE, file)}`));
      expect(fs.readFileSync(at('victim'), 'utf8')).toBe('mine');
    });

    it('follows no link out of the folder', () => {
      write(`${INSIDE}/${file}`, JSON.stringify({ ...NOTHING, created: ['out/victim'], removed: ['out/victim'] }));
      write(`${INSIDE}/staged-000000000000/out/victim`, 'theirs');
      fs.symlinkSync(sandbox, path.join(root, 'out'));
      expect(tryToSynth()).toHaveProperty('message', expect.stringContaining('symbolic link'));
      expect(fs.readFileSync(at('victim'), 'utf8')).toBe('mine');
    });

    it.each(['', 'null', '[]', '{}', '{"staged":1}', JSON.stringify({ ...NOTHING, changed: [1] })])(
      'is refused as %j, with the way out',
      (text) => {
        write(`${INSIDE}/${file}`, text);
        expect(tryToSynth()).toHaveProperty('message', expect.stringContaining(`Delete ${at(INSIDE, file)}`));
      },
    );

    it('does not win over what the synth gives', () => {
      write(`${INSIDE}/${file}`, JSON.stringify({ ...NOTHING, changed: ['a.yaml'] }));
      write(`${INSIDE}/staged-000000000000/a.yaml`, 'theirs');
      write(`${INSIDE}/before/a.yaml`, 'theirs');
      synth();
      expect(fs.readFileSync(path.join(root, 'a.yaml'), 'utf8')).toBe('2');
    });
  });

  it.each(['../../planted', '../planted', '/tmp/planted', 'a/../../planted'])(
    'is put at no place outside of the folder: %s',
    (folder) => {
      write(`${BESIDE}/old-${base64(folder)}/file`, 'theirs');
      write(`${BESIDE}/next-1-${base64(folder)}/file`, 'theirs');
      synth();
      expect(fs.existsSync(path.join(root, folder))).toBe(false);
      expect(fs.readFileSync(path.join(root, 'a.yaml'), 'utf8')).toBe('2');
    },
  );

  it('is put nowhere behind a link', () => {
    fs.symlinkSync(sandbox, path.join(root, 'out'));
    write(`${BESIDE}/old-${base64('out/planted')}/file`, 'theirs');
    write(`${BESIDE}/next-1-${base64('out')}/planted`, 'theirs');
    tryToSynth();
    expect(fs.existsSync(at('planted'))).toBe(false);
  });

  it.each([INSIDE, BESIDE])('is no link to a folder elsewhere: %s', (work) => {
    write('elsewhere/journal.json', JSON.stringify(NOTHING));
    write('elsewhere/staged-mine/file', 'mine');
    fs.symlinkSync(at('elsewhere'), at(work));
    expect(tryToSynth()).toHaveProperty('message', expect.stringContaining('symbolic link'));
    expect(fs.readdirSync(at('elsewhere'))).toEqual(['journal.json', 'staged-mine']);
  });

  it('writes through no link in it', () => {
    fs.mkdirSync(at(BESIDE));
    fs.symlinkSync(at('victim'), at(BESIDE, '.gitignore'));
    synth();
    expect(fs.readFileSync(at('victim'), 'utf8')).toBe('mine');
  });

  it.each(['null', '1', '{}', '"x"', '{"pid":"x"}'])('is no claim as %s', (text) => {
    write(`${BESIDE}/claim-x`, text);
    synth();
    expect(fs.readFileSync(path.join(root, 'a.yaml'), 'utf8')).toBe('2');
  });

  it('is no claim as a folder, or as a link to a device', () => {
    write(`${BESIDE}/claim-x/file`, '');
    fs.symlinkSync('/dev/zero', at(BESIDE, 'claim-y'));
    synth();
    expect(fs.readFileSync(path.join(root, 'a.yaml'), 'utf8')).toBe('2');
  });
});
