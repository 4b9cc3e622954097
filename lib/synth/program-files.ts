import * as path from 'node:path';
import type { Manifest } from '../kubernetes/manifest';
import { deliver } from './delivery/deliver';
import { CONSTRUCT_METADATA, refuseEmptiness } from './emptiness';
import type { NewFile } from './folder/files';
import { folderFiles, type OrderedFolder } from './folder-files';
import { finalOutput } from './program-arguments';
import type { Reporter } from './reporter';
import { type Data, sanitize, SORTED } from './sanitize';
import type { SynthOrder } from './synth-order';
import type { SynthProgram } from './synth-program';
import { writeYaml } from './yaml-writer';

/** Every file of the output: those of this run, and those of the clusters that it does not synthesise. */
export function* programFiles(
  program: SynthProgram,
  folders: readonly OrderedFolder[],
  reporter: Reporter,
  after: Map<string, Manifest[]> | undefined,
): Generator<NewFile> {
  const written = new Set<string>();
  for (const file of render(program, folders, reporter, after)) {
    written.add(file.path);
    yield file;
  }
  const { delivery, outdir, shard } = program;
  if (shard === undefined) return;
  const deliveryFile = (cluster: string): string[] => (delivery === undefined ? [] : [delivery._file(cluster)]);
  yield* shard.others(path.resolve(finalOutput() ?? outdir), written, deliveryFile);
}

function* render(
  program: SynthProgram,
  folders: readonly OrderedFolder[],
  reporter: Reporter,
  after: Map<string, Manifest[]> | undefined,
): Generator<NewFile> {
  const { outdir, portableYaml, recordConstructMetadata } = program;
  const total = folders.reduce((sum, { order }) => sum + order.charts.length, 0);
  const filled = new Set<string>();
  let done = 0;
  for (const folder of folders) {
    const { name, order } = folder;
    const prefix = name === '' ? '' : `${name}/`;
    const manifests: Manifest[] = [];
    after?.set(name, manifests);
    const onManifest = after === undefined ? undefined : (manifest: Manifest) => void manifests.push(manifest);
    for (const file of folderFiles(folder, { portableYaml, onManifest })) {
      reporter.progress('rendering', (done = Math.min(done + 1, total)), total);
      yield { path: prefix + file.path, content: file.content };
      if (file.content !== '') filled.add(name);
    }
    if (recordConstructMetadata) {
      yield { path: prefix + CONSTRUCT_METADATA, content: constructMetadata(order) };
    }
  }
  const output = finalOutput() ?? outdir;
  for (const { name } of folders.filter((folder) => folder.name !== '' && !filled.has(folder.name))) {
    refuseEmptiness(`Cluster '${name}'`, output, name);
  }
  if (filled.size === 0) {
    refuseEmptiness('The app', output);
  }
  yield* delivered(program, folders, after);
}

function* delivered(
  { clusters, delivery, portableYaml }: SynthProgram,
  folders: readonly OrderedFolder[],
  after: Map<string, Manifest[]> | undefined,
): Generator<NewFile> {
  if (delivery === undefined) return;
  for (const { path: file, manifests } of deliver(delivery, folders, clusters)) {
    after?.get('')?.push(...manifests);
    yield {
      path: file,
      content: writeYaml(
        manifests.map((one) => sanitize(one as Data, SORTED) as Manifest),
        portableYaml,
      ),
    };
  }
}

function constructMetadata({ charts }: SynthOrder): string {
  const objects = charts.flatMap((chart) => chart.objects);
  const resources = Object.fromEntries(objects.map((object) => [object.name, { path: object.node.path }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
