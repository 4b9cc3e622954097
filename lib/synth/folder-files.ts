import { Names } from 'cdk8s';
import { KUSTOMIZATION, refuseSecondKustomization, writeKustomization } from './kustomization';
import { type OutputFile, outputFiles, type OutputOptions } from './output-files';
import type { SynthOrder } from './synth-order';
import type { SynthFolder } from './synth-program';

type Entry = SynthOrder['charts'][number];

/** A folder of the output, and what is to be written into it. */
export interface OrderedFolder extends SynthFolder {
  readonly order: SynthOrder;
}

/** The files of one folder of the output, their paths relative to it; the list of them comes last. */
export function* folderFiles(folder: OrderedFolder, options: OutputOptions): Generator<OutputFile> {
  const { app, folderPerChart, kustomization, name, order } = folder;
  const listed = folderPerChart
    ? yield* filesByChart(folder, options)
    : yield* passed(outputFiles(app, order, options));
  if (!kustomization || listed.length === 0) return;
  refuseSecondKustomization(name === '' ? 'The output folder' : `The folder of cluster '${name}'`, listed);
  yield { path: KUSTOMIZATION, content: writeKustomization(listed) };
}

/** The name of a chart's folder: without a number, which would change whenever another chart comes before it. */
export function chartFolder({ chart }: Entry): string {
  return Names.toDnsLabel(chart);
}

/** The charts that have folders of their own: those with objects. */
export function chartsWithFolders({ folderPerChart, order }: OrderedFolder): readonly Entry[] {
  return folderPerChart ? order.charts.filter(({ objects }) => objects.length > 0) : [];
}

/** The folders with a list of their files, relative to the output folder, whose own name is ''. */
export function listedFolders(folder: OrderedFolder): string[] {
  const { kustomization, name, order } = folder;
  if (!kustomization || order.charts.every(({ objects }) => objects.length === 0)) return [];
  const inside = name === '' ? '' : `${name}/`;
  return [name, ...chartsWithFolders(folder).map((entry) => inside + chartFolder(entry))];
}

/** Gives what the list of the folder names: the folders of the charts, each with a list of its own. */
function* filesByChart(folder: OrderedFolder, options: OutputOptions): Generator<OutputFile, string[]> {
  const names: string[] = [];
  for (const entry of chartsWithFolders(folder)) {
    const name = chartFolder(entry);
    names.push(name);
    const files = inside(name, outputFiles(folder.app, { ...folder.order, charts: [entry], numbered: false }, options));
    const paths = yield* passed(files);
    if (folder.kustomization) {
      const listed = paths.map((path) => path.slice(name.length + 1));
      yield { path: `${name}/${KUSTOMIZATION}`, content: writeKustomization(listed) };
    }
  }
  return names;
}

/** In the folder of this name, which one of the types of output makes itself. */
function* inside(name: string, files: Iterable<OutputFile>): Generator<OutputFile> {
  for (const { path, content } of files) {
    yield { path: path.startsWith(`${name}/`) ? path : `${name}/${path}`, content };
  }
}

/** Gives the paths of the files that say something. */
function* passed(files: Iterable<OutputFile>): Generator<OutputFile, string[]> {
  const paths: string[] = [];
  for (const file of files) {
    yield file;
    if (file.content !== '') paths.push(file.path);
  }
  return paths;
}
