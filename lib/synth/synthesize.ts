import * as path from 'node:path';
import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../kubernetes/manifest';
import { UserError } from '../messages/user-error';
import { ErrorList } from './error-list';
import { replaceFolder } from './folder/replace-folder';
import { listedFolders, type OrderedFolder } from './folder-files';
import { foreignDuplicates } from './foreign-duplicates';
import { showGate } from './gate';
import { refuseForeignKustomizations } from './kustomization';
import { finalOutput } from './program-arguments';
import { programFiles } from './program-files';
import { Reporter } from './reporter';
import { synthOrder } from './synth-order';
import type { SynthFolder, SynthProgram } from './synth-program';
import type { SynthReport } from './synth-report';
import { warningsOf } from './warnings';
import { messageOf } from '../messages/message-of';

/** By folder: which app of this process wrote it. */
const writers = new Map<string, App>();

/** Validates everything, renders everything, then replaces the output folder in one step. */
export function synthesize(program: SynthProgram, report: SynthReport): void {
  const reporter = new Reporter(report, { file: process.env.SYNTH_REPORT_FILE });
  try {
    reporter.progress('validating');
    validate(program.folders);
    const folders = program.folders.map((folder) => ({ ...folder, order: synthOrder(folder.app) }));
    refuseClustersWithoutCharts(folders);
    claimFolder(program);
    const copyTo = otherOutdir(program);
    const after = new Map<string, Manifest[]>();
    const files = programFiles(program, folders, reporter, program.beforeReplace === undefined ? undefined : after);
    const kept = copyTo === undefined ? files : [...files];
    if (copyTo !== undefined) {
      replaceFolder(copyTo, kept); // First: if it fails, nothing of worth has changed yet.
    }
    const result = replaceFolder(program.outdir, kept, {
      onWait: (holder) => reporter.waiting(holder),
      beforeReplace: (change, root) => {
        reporter.progress('replacing');
        refuseForeignKustomizations(program.outdir, folders.flatMap(listedFolders), change.kept);
        showGate(program, change, root, after);
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
    return [messageOf(error)];
  }
}

function inCluster(name: string, constructPath: string): string {
  return name === '' ? constructPath : `${name}: ${constructPath}`;
}

function refuseClustersWithoutCharts(folders: readonly OrderedFolder[]): void {
  for (const { name, order } of folders) {
    if (name !== '' && order.charts.length === 0) {
      throw new UserError(
        `Cluster '${name}' has no charts. Add one, or leave out cluster('${name}') to remove its folder.`,
      );
    }
  }
}

/** Two apps that wrote one folder would each remove the files of the other. */
function claimFolder({ outdir, folders }: SynthProgram): void {
  const folder = path.resolve(outdir);
  const app = folders[0]?.app;
  const writer = writers.get(folder);
  if (writer !== undefined && writer !== app) {
    throw new UserError(`Two apps write to ${outdir}. Give each its own outdir, or use one app for all charts.`);
  }
  if (app !== undefined) {
    writers.set(folder, app);
  }
}

/** Where `--outdir` or SYNTH_OUTDIR chose the folder, the cdk8s command line still looks for its own. */
function otherOutdir({ outdir, isOutdirChosen }: SynthProgram): string | undefined {
  const other = process.env.CDK8S_OUTDIR;
  if (other === undefined || other === '' || path.resolve(other) === path.resolve(outdir)) {
    return undefined;
  }
  if (finalOutput() !== undefined) {
    throw new UserError(
      `The app would write to ${outdir} itself, and \`stateful-web-app synth\` could not check it. Remove outdir from the app, and give --output ${outdir}.`,
    );
  }
  return isOutdirChosen ? other : undefined;
}
