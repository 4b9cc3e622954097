import * as fs from 'node:fs';
import * as path from 'node:path';
import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../kubernetes/manifest';
import { UserError } from '../user-error';
import { ErrorList } from './error-list';
import { readRecord } from './folder/file-record';
import { type NewFile, type Replacement, replaceFolder } from './folder/replace-folder';
import { foreignDuplicates } from './foreign-duplicates';
import { KUSTOMIZATION, refuseSecondKustomization, writeKustomization } from './kustomization';
import { outputFiles } from './output-files';
import { Reporter } from './reporter';
import { type SynthOrder, synthOrder } from './synth-order';
import type { SynthReport } from './synth-report';
import { warningsOf } from './warnings';

/** One folder of the output: '' for the output folder itself. */
export interface SynthFolder {
  readonly name: string;
  readonly app: App;
  readonly kustomization: boolean;
}

export interface SynthProgram {
  readonly outdir: string;
  readonly folders: readonly SynthFolder[];
  readonly recordConstructMetadata: boolean;
  readonly portableYaml: boolean;
  readonly beforeReplace?: (before: readonly Manifest[], after: readonly Manifest[], folder: string) => void;
}

type OrderedFolder = SynthFolder & { readonly order: SynthOrder };

/** By folder: which app of this process wrote it. */
const writers = new Map<string, App>();

/** Validates everything, renders everything, then replaces the output folder in one step. */
export function synthesize(program: SynthProgram, report: SynthReport): void {
  const reporter = new Reporter(report, { file: process.env.SYNTH_REPORT_FILE });
  try {
    reporter.progress('validating');
    validate(program.folders);
    const folders = program.folders.map((folder) => ({ ...folder, order: synthOrder(folder.app) }));
    refuseEmptiness(program, folders);
    claimFolder(program);
    const copyTo = otherOutdir(program.outdir);
    const after = new Map<string, Manifest[]>();
    const files = render(program, folders, reporter, program.beforeReplace === undefined ? undefined : after);
    const kept = copyTo === undefined ? files : [...files];
    if (copyTo !== undefined) {
      replaceFolder(copyTo, kept); // First: if it fails, nothing of worth has changed yet.
    }
    const result = replaceFolder(program.outdir, kept, {
      onWait: (holder) => reporter.waiting(holder),
      beforeReplace: (change, root) => {
        reporter.progress('replacing');
        refuseForeignKustomizations(program.outdir, folders, change);
        gate(program, change, root, after);
      },
    });
    reporter.done(program.outdir, result, warningsOf(program.folders, inCluster));
  } catch (error) {
    reporter.failed(error);
    throw error;
  }
}

/** Runs every validation once, and reports all errors of all clusters together. */
function validate(folders: readonly SynthFolder[]): void {
  const invalid: string[] = [];
  const duplicates: string[] = [];
  for (const { name, app } of folders) {
    const constructs = app.node.findAll();
    const place = (construct: IConstruct, error: string): string =>
      `[${inCluster(name, construct.node.path)}] ${error}`;
    for (const construct of constructs) {
      for (const error of errorsOf(construct)) invalid.push(place(construct, error));
    }
    for (const { construct, message } of foreignDuplicates(constructs)) duplicates.push(place(construct, message));
  }
  const errors = [...invalid, ...duplicates];
  if (errors.length > 0) {
    throw new ErrorList(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`, errors);
  }
}

function errorsOf(construct: IConstruct): readonly string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function inCluster(name: string, constructPath: string): string {
  return name === '' ? constructPath : `${name}: ${constructPath}`;
}

/** What is gone from git, a GitOps tool deletes: to write nothing is rarely meant, and easily said otherwise. */
function refuseEmptiness({ outdir }: SynthProgram, folders: readonly OrderedFolder[]): void {
  for (const { name, order } of folders) {
    if (name !== '' && order.charts.length === 0) {
      throw new UserError(
        `Cluster '${name}' has no charts. Add one, or leave out cluster('${name}') to remove its folder.`,
      );
    }
  }
  if (folders.every(({ order }) => order.charts.length === 0) && readRecord(outdir).size > 0) {
    throw new UserError(
      `The app has no charts, and ${outdir} would become empty. Delete that folder if this is meant.`,
    );
  }
}

/** Two apps that wrote one folder would each remove the files of the other. */
function claimFolder({ outdir, folders }: SynthProgram): void {
  const folder = path.resolve(outdir);
  const app = folders[0]?.app;
  const writer = writers.get(folder);
  if (writer !== undefined && writer !== app) {
    throw new UserError(`Two apps write to ${outdir}. Give each an outdir of its own, or use one app for all charts.`);
  }
  if (app !== undefined) {
    writers.set(folder, app);
  }
}

/** Where `--outdir` chose the folder, the cdk8s command line still looks for its own. */
function otherOutdir(outdir: string): string | undefined {
  const other = process.env.CDK8S_OUTDIR;
  const given = process.argv.slice(2).some((arg) => arg === '--outdir' || arg.startsWith('--outdir='));
  return given && other !== undefined && other !== '' && path.resolve(other) !== path.resolve(outdir)
    ? other
    : undefined;
}

function* render(
  { portableYaml, recordConstructMetadata }: SynthProgram,
  folders: readonly OrderedFolder[],
  reporter: Reporter,
  after: Map<string, Manifest[]> | undefined,
): Generator<NewFile> {
  const total = folders.reduce((sum, { order }) => sum + order.charts.length, 0);
  let done = 0;
  for (const { name, app, kustomization, order } of folders) {
    const prefix = name === '' ? '' : `${name}/`;
    const paths: string[] = [];
    const manifests: Manifest[] = [];
    after?.set(name, manifests);
    const onManifest = after === undefined ? undefined : (manifest: Manifest) => void manifests.push(manifest);
    for (const file of outputFiles(app, order, { portableYaml, onManifest })) {
      reporter.progress('rendering', (done = Math.min(done + 1, total)), total);
      yield { path: prefix + file.path, content: file.content };
      if (file.content !== '') {
        paths.push(file.path);
      }
    }
    if (kustomization && paths.length > 0) {
      refuseSecondKustomization(name === '' ? 'The output folder' : `The folder of cluster '${name}'`, paths);
      yield { path: prefix + KUSTOMIZATION, content: writeKustomization(paths) };
    }
    if (recordConstructMetadata) {
      yield { path: `${prefix}construct-metadata.json`, content: constructMetadata(order) };
    }
  }
}

function constructMetadata({ charts }: SynthOrder): string {
  const objects = charts.flatMap((chart) => chart.objects);
  const resources = Object.fromEntries(objects.map((object) => [object.name, { path: object.node.path }]));
  return JSON.stringify({ version: '1.0.0', resources });
}

/** Looks at what others put into the folders in which synth writes a kustomization. */
function refuseForeignKustomizations(outdir: string, folders: readonly OrderedFolder[], { kept }: Replacement): void {
  for (const { name, kustomization, order } of folders) {
    if (!kustomization || order.charts.every(({ objects }) => objects.length === 0)) continue;
    const prefix = name === '' ? '' : `${name}/`;
    const names = kept.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
    refuseSecondKustomization(path.join(outdir, name), names);
  }
}

/** Shows each folder that changes to `beforeReplace`. A cluster that is gone is a folder that becomes empty. */
function gate(
  { folders, outdir, beforeReplace }: SynthProgram,
  { created, changed, removed }: Replacement,
  root: string,
  after: ReadonlyMap<string, readonly Manifest[]>,
): void {
  if (beforeReplace === undefined) {
    return;
  }
  const record = readRecord(root);
  const clusters = new Set(folders.map(({ name }) => name));
  const folderOf = (file: string): string => {
    const [folder = '', ...rest] = file.split('/');
    // The charts of the program itself may have folders too.
    return rest.length > 0 && (clusters.has(folder) || record.has(`${folder}/${KUSTOMIZATION}`)) ? folder : '';
  };
  const before = new Map<string, string[]>();
  for (const file of record) {
    const files = before.get(folderOf(file)) ?? [];
    before.set(folderOf(file), files);
    files.push(file);
  }
  for (const folder of new Set([...created, ...changed, ...removed].map(folderOf))) {
    const written = (before.get(folder) ?? []).flatMap((file) => readManifests(path.join(root, file)));
    beforeReplace(written, after.get(folder) ?? [], path.join(outdir, folder));
  }
}

function readManifests(file: string): Manifest[] {
  if (!/\.ya?ml$/.test(file) || path.basename(file) === KUSTOMIZATION || !fs.existsSync(file)) {
    return [];
  }
  const documents = parseAllDocuments(fs.readFileSync(file, 'utf8'), { version: '1.1' });
  return [...documents].map((document) => document.toJS() as Manifest).filter((manifest) => manifest !== null);
}
