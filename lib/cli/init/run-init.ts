import * as fs from 'node:fs';
import * as path from 'node:path';
import { dnsLabelFault } from '../../kubernetes/names';
import { UserError } from '../../messages/user-error';
import type { CommandIo } from '../command';
import { ownFile } from '../own-package';
import { pythonProject } from './python';
import { typescriptProject } from './typescript';

export interface InitRequest {
  readonly folder: string;
  readonly language: 'typescript' | 'python';
  readonly host: 'github' | 'gitlab' | 'none';
}

const IGNORE = '.gitignore';

/** Writes the project, or nothing if a file of it is there already. */
export function runInit({ folder, language, host }: InitRequest, io: CommandIo): void {
  const root = path.resolve(io.cwd, folder);
  const name = appName(path.basename(root));
  const { files, ignored, next } = language === 'python' ? pythonProject(name) : typescriptProject(name);
  const all = new Map([...files, ...pipelineOf(host, language)]);
  const taken = [...all.keys()].filter((file) => fs.lstatSync(path.join(root, file), { throwIfNoEntry: false }));
  if (taken.length > 0) {
    throw new UserError(
      `${taken.join(', ')} ${taken.length === 1 ? 'exists' : 'exist'} in ${root} already, and init overwrites nothing. Choose another folder; nothing is written`,
    );
  }
  const ignoreFile = path.join(root, IGNORE);
  const isIgnoring = fs.existsSync(ignoreFile);
  if (!isIgnoring) all.set(IGNORE, `${ignored.join('\n')}\n`);
  for (const [file, text] of all) {
    const target = path.join(root, file);
    try {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, text, { flag: 'wx' });
    } catch (error) {
      throw new UserError(`${target} cannot be written: ${(error as Error).message}`);
    }
    io.stdout.write(`${path.relative(io.cwd, target)}\n`);
  }
  if (isIgnoring) {
    const lacking = ignored.filter((each) => !fs.readFileSync(ignoreFile, 'utf8').split(/\r?\n/).includes(each));
    if (lacking.length > 0)
      io.stderr.write(`stateful-web-app: note: ${IGNORE} stays as it is. Add to it: ${lacking.join(' ')}\n`);
  }
  if (host !== 'none' && isInside(path.dirname(root)) && !fs.existsSync(path.join(root, '.git'))) {
    io.stderr.write(
      `stateful-web-app: note: ${root} lies inside of a repository, and ${host === 'github' ? 'GitHub' : 'GitLab'} reads a pipeline at its top only. Move it there\n`,
    );
  }
  const enter = root === io.cwd ? '' : `cd ${quoted(path.relative(io.cwd, root))} && `;
  io.stdout.write(`\nNext:\n  ${enter}${next}\n`);
}

/** Whether a folder is in a repository of git. */
function isInside(folder: string): boolean {
  return (
    fs.existsSync(path.join(folder, '.git')) || (path.dirname(folder) !== folder && isInside(path.dirname(folder)))
  );
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The name of the folder, made one that Kubernetes takes for an app. */
function appName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^[^a-z]+|-+$/g, '');
  return dnsLabelFault(name) !== undefined ? 'web' : name;
}

/** The files of the pipeline, by where a host looks for them. */
function pipelineOf(host: InitRequest['host'], language: InitRequest['language']): [string, string][] {
  const check = language === 'python' ? 'check-python.yaml' : 'check.yaml';
  const text = (file: string): string => ownFile(`examples/pipelines/${file}`);
  if (host === 'none') return [];
  if (host === 'gitlab') return [['.gitlab-ci.yml', text(`gitlab/${check}`)]];
  return [
    ['.github/workflows/check.yaml', text(`github/${check}`)],
    ['.github/workflows/plan.yaml', text('github/plan.yaml')],
  ];
}
