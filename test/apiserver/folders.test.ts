import * as path from 'node:path';
import fc from '../support/fast-check';
import { commit, type Read, readByKubectl, readByPlan, write } from './folders/readers';
import { moves, trees } from './folders/trees';

jest.setTimeout(600_000);

const COUNT = Number(process.env['FOLDERS_COUNT'] ?? 20);
const SEED = Number(process.env['FOLDERS_SEED'] ?? 1);

const lower = ({ objects }: Read): string[] => objects.map((each) => each.toLowerCase());

/**
 * What kubectl does not apply it complains of: by its name, by its kind in a list, or in a list of a kind that it does not know. Of a
 * file that it cannot decode it names the file alone: `items` that are no list, and for kubectl 1.30 YAML behind a document in JSON.
 */
const complained = ({ complaint }: Read, object: string): boolean =>
  /error parsing|unable to decode/.test(complaint) ||
  ['name: ""', ...object.split('/').map((word) => `"${word}"`)].some((word) => complaint.includes(word));

test('of any folder the plan reads what kubectl applies, or says what it does not read', async () => {
  const count = { read: 0, doubted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(trees, async (entries) => {
      const folder = write(entries);
      const [theirs, ours] = await Promise.all([readByKubectl(folder, true), readByPlan('/dev/null', folder)]);
      const [applied, read] = [new Set(theirs.objects), new Set(lower(ours))];
      count[ours.complaint !== '' ? 'refused' : ours.doubts.length > 0 ? 'doubted' : 'read'] += 1;
      if (ours.complaint !== '') return;
      expect(theirs.objects.filter((each) => !read.has(each))).toEqual([]);
      expect(ours.objects.filter((each) => !applied.has(each.toLowerCase()) && !complained(theirs, each))).toEqual([]);

      const committed = await readByPlan('/dev/null', commit(folder), path.dirname(folder));
      if (committed.doubts.length === 0) expect(committed.objects).toEqual(ours.objects);
    }),
    { seed: SEED, numRuns: COUNT },
  );
  process.stderr.write(`folders: ${JSON.stringify(count)}\n`);
  expect(Math.min(count.read, count.doubted)).toBeGreaterThan(0);
});

test('what moves to where kubectl without -R does not look, the plan finds', async () => {
  const count = { found: 0, stayed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(moves, async ({ before, after }) => {
      const [was, is] = [write(before), write(after)];
      const ours = await readByPlan(was, is);
      if (ours.complaint !== '') {
        count.refused += 1;
        return;
      }
      const [old, now] = await Promise.all([was, is].map((folder) => readByKubectl(folder, false)));
      const lost = (old?.objects ?? []).filter((each) => now?.objects.includes(each) === false);
      const read = new Set(lower(ours));
      const silent = lost.filter((each) => read.has(each));
      count[silent.length > 0 ? 'found' : 'stayed'] += 1;
      expect(silent.length > 0 ? ours.doubts.map(({ about }) => about) : ['sub-folder']).toContain('sub-folder');
    }),
    { seed: SEED, numRuns: COUNT / 2 },
  );
  process.stderr.write(`moves: ${JSON.stringify(count)}\n`);
  expect(Math.min(count.found, count.stayed)).toBeGreaterThan(0);
});
