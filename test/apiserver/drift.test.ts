import { stringify } from 'yaml';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, eventually, kubectl } from '../support/kubernetes/cluster';
import { differences } from '../support/kubernetes/differences';
import { placed, SETS } from '../support/kubernetes/sets';

interface Applied {
  readonly name: string;
  readonly objects: readonly KubeObject[];
}

/** The live objects, once the controllers that write their status have written nothing for some milliseconds. */
function settled(sets: readonly Applied[], quiet = 500): Promise<KubeObject[][]> {
  const read = (): Promise<KubeObject[][]> =>
    Promise.all(sets.map(({ objects }) => Promise.all(objects.map((object) => client.get(object)))));
  return eventually(async () => {
    const before = await read();
    await new Promise((resolve) => setTimeout(resolve, quiet));
    return JSON.stringify(before) === JSON.stringify(await read()) && before;
  });
}

const versions = (objects: readonly KubeObject[] | undefined): unknown[] =>
  (objects ?? []).map(({ metadata: { resourceVersion, generation } }) => ({ resourceVersion, generation }));

describe('applied twice', () => {
  const apply = {
    // All sets in one call: kubectl's start takes longer than its work.
    'by a client': async (sets: readonly Applied[]): Promise<void> => {
      const text = sets.flatMap(({ objects }) => objects.map((object) => stringify(object))).join('---\n');
      const applied = await kubectl(['apply', '--validate=strict', '-f', '-'], text);
      // Not necessarily "unchanged": kubectl sends every list of claim templates again, and the server changes nothing.
      expect(applied).toMatchObject({ code: 0, stderr: '' });
    },
    'by the server': async (sets: readonly Applied[]): Promise<void> => {
      for (const object of sets.flatMap(({ objects }) => objects)) {
        good(await client.apply(object));
      }
    },
  };

  describe.each(Object.entries(apply))('%s', (mode, applyAll) => {
    const sets: Applied[] = [];
    let before: KubeObject[][];
    let after: KubeObject[][];

    beforeAll(async () => {
      for (const set of SETS) {
        sets.push({ name: set.name, objects: await placed(set, 'drift') });
      }
      await applyAll(sets);
      // kubectl takes half a minute for all of them: waiting is quicker than another attempt.
      after = await settled(sets, 3000);
      // A controller may have written a status in between: what really drifts does so every time.
      for (let attempt = 0; attempt < 4; attempt++) {
        before = after;
        await applyAll(sets);
        after = await settled(sets);
        if (JSON.stringify(after.map(versions)) === JSON.stringify(before.map(versions))) {
          break;
        }
      }
    }, 240_000);

    test.each(SETS.map(({ name }, index) => ({ name, index })))(
      '$name does not change the second time, and shows no difference',
      async ({ index }) => {
        expect(versions(before[index])).not.toHaveLength(0);
        expect(versions(after[index])).toEqual(versions(before[index]));
        for (const [position, object] of sets[index]!.objects.entries()) {
          const live = after[index]![position];

          expect(differences(object, live)).toEqual([]);
          // What a server-side diff (Flux, Argo CD) shows: the object as a dry run would leave it.
          const query = { dryRun: 'All', fieldManager: mode === 'by a client' ? 'kubectl' : 'apply' };
          const { spec, metadata } = good(await client.apply(object, query));

          expect(spec).toEqual(live.spec);
          expect(metadata.generation).toBe(live.metadata.generation);
        }
      },
    );

    test('kubectl diff shows nothing', async () => {
      const text = sets.flatMap(({ objects }) => objects.map((object) => stringify(object))).join('---\n');
      const diff = mode === 'by a client' ? ['diff'] : ['diff', '--server-side', '--field-manager=apply'];

      expect(await kubectl([...diff, '-f', '-'], text)).toEqual({ code: 0, stdout: '', stderr: '' });
    });
  });
});
