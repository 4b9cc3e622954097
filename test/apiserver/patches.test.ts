import { patchManifest } from '../../lib/kubernetes/apply/patch';
import { good, type KubeObject } from '../support/kubernetes/client';
import { client, kubectl, newNamespace } from '../support/kubernetes/cluster';
import { PATCHED, placed, STRATEGIC_PATCHES } from '../support/kubernetes/strategic-patches';

let namespace = '';

beforeAll(async () => {
  namespace = await newNamespace('patches');
  good(await client.create({ ...PATCHED, metadata: { ...PATCHED.metadata, namespace } }));
});

/** What decides; the rest of the metadata is the server's. */
function content({ metadata, spec }: KubeObject): unknown {
  const { labels = {}, annotations = {} } = metadata;
  return { labels, annotations, spec };
}

test.each(STRATEGIC_PATCHES)('$title: kubectl patch gives what ManifestPatch.merge gives', async (each) => {
  const { patch, place, printed } = each;
  const args = [
    'patch',
    'statefulset',
    'web',
    '-n',
    namespace,
    '--type',
    'strategic',
    '--dry-run=server',
    '-o',
    'json',
  ];
  const ended = await kubectl([...args, '-p', JSON.stringify(patch)]);

  expect(ended.code === 0).toBe(printed !== undefined);
  if (printed === undefined) return;
  const patched = JSON.parse(ended.stdout) as KubeObject;
  expect(placed(patched, place)).toMatchObject(printed as object);

  const ours = patchManifest(PATCHED, patch) as KubeObject;
  const created = await client.create(
    { ...ours, metadata: { ...ours.metadata, name: 'other', namespace } },
    { dryRun: 'All' },
  );
  expect(content(good(created))).toEqual(content(patched));
});
