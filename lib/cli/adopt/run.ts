import * as fs from 'node:fs';
import * as path from 'node:path';
import { adopt, type Adoption } from '../../adopt/adopt';
import { handOver, type PresentOwner, presentOwners } from '../../adopt/hand-over';
import { NEWEST_KUBERNETES } from '../../kubernetes/versions';
import { line } from '../../messages/line';
import { UserError } from '../../messages/user-error';
import type { CommandIo } from '../command';
import { Kubectl } from '../kubectl';
import { type LiveNamespace, readNamespace } from '../live/read-namespace';
import type { Engine } from '../plan/engine';
import { formatted } from '../plan/formats';
import { flagOf, type GivenOptions, type PlanOptions, readOptions } from '../plan/options';
import { UsageError } from '../usage-error';
import { ownDependencies } from '../own-package';
import { clusterIn } from './cluster-in';
import { objectsOf, readEnvironments } from './environments';
import { proof, type Proof } from './proof';
import { remarks } from './remarks';
import { writeProject } from './write-project';
import { refuseInside, writeSecrets } from './write-secrets';

export interface AdoptFlags extends Pick<GivenOptions, 'cluster' | 'kubernetes' | 'namespace' | 'pipeline'> {
  readonly out?: string;
  readonly secretsTo?: string;
  readonly live?: true;
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** The exit code if the program would change more than labels. */
const WORSE = 2;

/** Reads what runs, writes it as a program, and plans the program against it; resolves to the exit code. */
export async function runAdopt(
  sources: readonly string[],
  flags: AdoptFlags,
  engine: Engine,
  io: CommandIo,
): Promise<number> {
  const options = readOptions({ ...flags, validate: 'warn' }, flagOf);
  if (flags.out !== undefined) refuseFilled(path.resolve(io.cwd, flags.out), flags.out);
  if (flags.secretsTo !== undefined) refuseInside(flags.secretsTo, flags.out, io.cwd);
  const live = await liveOf(sources, flags, io);
  const read =
    live === undefined ? await readEnvironments(sources, io) : [{ files: live.files, objects: objectsOf(live.files) }];
  const found = read.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  if (found.length === 0) throw new UserError(`there is no object in ${live?.name ?? sources.join(', ')}`);
  if (read.length > 1 && flags.cluster !== undefined)
    throw new UsageError('--cluster describes one cluster, and the sources are several. Leave it out');
  const cluster = flags.cluster === undefined ? undefined : clusterIn(path.resolve(io.cwd, flags.cluster));
  const namespace = live === undefined ? options.namespace : undefined;
  const kubernetes = options.kubernetes ?? cluster?.kubernetes ?? live?.kubernetes ?? NEWEST_KUBERNETES;
  const adoption = adopt(read, {
    kubernetes,
    project: nameFor(flags.out ?? live?.namespace ?? 'adopted'),
    dependencies: ownDependencies(),
    movesSecrets: flags.secretsTo !== undefined,
    ...(namespace === undefined ? {} : { namespace }),
    ...(cluster === undefined ? {} : { cluster }),
  });
  const given = { ...options, kubernetes, ...(live && { namespace: live.namespace }) };
  const proofs = adoption.environments.map((each, index) => proof(read[index]?.files ?? [], each, given, engine));
  const reports = proofs.map(({ report }) => report);
  if (proofs.some(({ isWorse }) => isWorse)) {
    io.stderr.write(formatted(reports, 'text', false, { env: io.env, stdout: io.stderr }));
    io.stderr.write('stateful-web-app: nothing is written: the program would change what runs, as the plan says\n');
    return WORSE;
  }
  const moved = adoption.environments.flatMap((each) => each.moved);
  if (flags.secretsTo !== undefined && moved.length > 0) writeSecrets(path.resolve(io.cwd, flags.secretsTo), moved);
  if (flags.out === undefined) io.stdout.write(asText(adoption));
  else writeProject(path.resolve(io.cwd, flags.out), adoption.files);
  tell(adoption, proofs, presentOwners(found), { ...given, out: flags.out, secretsTo: flags.secretsTo }, io);
  return 0;
}

async function liveOf(
  sources: readonly string[],
  { live, context, kubeconfig, namespace }: AdoptFlags,
  io: CommandIo,
): Promise<LiveNamespace | undefined> {
  const vain = context !== undefined ? '--context' : kubeconfig !== undefined ? '--kubeconfig' : undefined;
  if (live === undefined) {
    if (vain !== undefined)
      throw new UsageError(`${vain} says which cluster to read, and only --live reads one. Add --live`);
    if (sources.length === 0) throw new UsageError('Give SOURCE, or --live to read a namespace of a cluster');
    return undefined;
  }
  if (sources.length > 0) throw new UsageError('--live reads the cluster: give it without SOURCE');
  const kubectl = new Kubectl(io, {
    ...(context === undefined ? {} : { context }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
  });
  return readNamespace(kubectl, namespace);
}

/** The program without a folder: the files one after the other. */
function asText({ files }: Adoption): string {
  const shown = [...files].filter(([name]) => /\.(ts|yaml)$/.test(name) && name !== 'cdk8s.yaml');
  return shown.map(([name, text]) => `${name.endsWith('.ts') ? '//' : '#'} ---- ${name}\n${text}`).join('\n');
}

/** What was done, what stays to be done, and what is not as it seems. */
function tell(
  adoption: Adoption,
  proofs: readonly Proof[],
  owners: readonly PresentOwner[],
  {
    out,
    secretsTo,
    pipeline,
    namespace,
  }: { readonly out?: string | undefined; readonly secretsTo?: string | undefined } & Pick<
    PlanOptions,
    'pipeline' | 'namespace'
  >,
  io: CommandIo,
): void {
  const write = (text: string): void => void io.stderr.write(text);
  for (const note of proofs.flatMap(({ notes }) => notes)) write(`stateful-web-app: note: ${line(note)}\n`);
  for (const remark of remarks(adoption, out, secretsTo)) write(`${line(remark)}\n`);
  const secrets = adoption.environments.flatMap(({ sorted }) => sorted.secrets.map(({ metadata }) => metadata));
  const reports = proofs.map(({ report }) => report);
  if (reports.every(({ verdict }) => verdict.plan.changes.length === 0))
    write(`No change: the program writes what runs${secrets.length > 0 ? ', but for the Secrets' : ''}.\n`);
  else if (adoption.environments.some(({ moved }) => moved.length > 0))
    // The report shows values, and these are passwords.
    for (const { verdict } of reports)
      for (const { object, impact } of verdict.plan.changes) write(`${line(`${impact.toUpperCase()} ${object}`)}\n`);
  else write(formatted(reports, 'text', false, { env: io.env, stdout: io.stderr }));
  const steps = handOver({ owners, secrets, to: pipeline ?? 'kubectl', namespace });
  if (steps.length > 0) write(`${steps.map(line).join('\n')}\n`);
}

function refuseFilled(folder: string, given: string): void {
  if (!fs.existsSync(folder)) return;
  if (!fs.statSync(folder).isDirectory())
    throw new UserError(`--out '${given}' is a file. Name a new or an empty folder`);
  if (fs.readdirSync(folder).length > 0) {
    throw new UserError(`--out '${given}' is not empty, and adopt overwrites nothing. Name a new or an empty folder`);
  }
}

/** A name that npm takes. */
function nameFor(text: string): string {
  const name = path.basename(text).toLowerCase();
  return name.replace(/[^a-z0-9._-]+/g, '-').replace(/^[-._]+/, '') || 'adopted';
}
