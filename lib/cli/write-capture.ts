import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseCapture } from '../storage/capture';
import { Cluster } from '../storage/cluster';
import { SETTINGS_FILE, SNAPSHOT_CLASSES_FILE, STORAGE_CLASSES_FILE } from '../storage/cluster-files';
import { minorVersion } from '../kubernetes/versions';
import { UserError } from '../messages/user-error';
import type { CommandIo } from './command';
import { Kubectl, KubectlError } from './kubectl';

export interface CaptureOptions {
  readonly context?: string;
  readonly out?: string;
}

/** Asks the cluster for what synthesis wants to know, and writes it into the cluster's folder. */
export async function capture(options: CaptureOptions, io: CommandIo): Promise<void> {
  const kubectl = new Kubectl(io, options.context === undefined ? {} : { context: options.context });
  const context = await kubectl.contextName();
  const folder = resolve(io.cwd, options.out ?? join('clusters', folderName(context)));
  const shown = (file: string): string => relative(io.cwd, join(folder, file)) || file;

  // Everything is asked and understood before anything is written.
  const storageText = await kubectl.run(['get', 'storageclass', '-o', 'yaml']);
  const storage = parseCapture(storageText, 'kubectl get storageclass', 'StorageClass');
  const snapshotText = await snapshotClasses(kubectl, io, shown(SNAPSHOT_CLASSES_FILE));
  const snapshots =
    snapshotText === undefined
      ? undefined
      : parseCapture(snapshotText, 'kubectl get volumesnapshotclass', 'VolumeSnapshotClass');
  const version = await serverVersion(kubectl);

  mkdirSync(folder, { recursive: true });
  write(join(folder, STORAGE_CLASSES_FILE), storageText);
  const count = storage.storageClasses?.length ?? 0;
  const defaults = (storage.storageClasses ?? []).filter(({ isDefault }) => isDefault === true).map(({ name }) => name);
  io.stdout.write(
    `${shown(STORAGE_CLASSES_FILE)}: ${count} storage ${count === 1 ? 'class' : 'classes'}, ` +
      `${defaults.length === 0 ? 'no default' : `default ${defaults.join(', ')}`}\n`,
  );
  if (snapshotText !== undefined) {
    write(join(folder, SNAPSHOT_CLASSES_FILE), snapshotText);
    const classes = snapshots?.snapshotClasses?.length ?? 0;
    io.stdout.write(`${shown(SNAPSHOT_CLASSES_FILE)}: ${classes} snapshot ${classes === 1 ? 'class' : 'classes'}\n`);
  }
  const settings = join(folder, SETTINGS_FILE);
  if (existsSync(settings)) {
    remark(Cluster.fromFolder(folder), version, shown(SETTINGS_FILE), io);
  } else {
    write(settings, newSettings(version));
    io.stdout.write(`${shown(SETTINGS_FILE)}: Kubernetes ${version}; add the rest yourself\n`);
  }
}

/** What kubectl prints; an empty list where the cluster has no such kind; undefined where it may not be asked. */
async function snapshotClasses(kubectl: Kubectl, io: CommandIo, file: string): Promise<string | undefined> {
  try {
    return await kubectl.run(['get', 'volumesnapshotclasses.snapshot.storage.k8s.io', '-o', 'yaml']);
  } catch (error) {
    if (
      error instanceof KubectlError &&
      /doesn't have a resource type|could not find the requested/.test(error.stderr)
    ) {
      return 'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n';
    }
    if (error instanceof KubectlError && /forbidden/i.test(error.stderr)) {
      io.stderr.write(`stateful-web-app: ${file} is not written: you may not list VolumeSnapshotClasses\n`);
      return undefined;
    }
    throw error;
  }
}

async function serverVersion(kubectl: Kubectl): Promise<string> {
  const text = await kubectl.run(['version', '-o', 'json']);
  const gitVersion = /"serverVersion"[^}]*"gitVersion":\s*"([^"]*)"/.exec(text)?.[1] ?? '';
  const version = minorVersion(gitVersion);
  if (version === undefined) {
    throw new UserError(
      `kubectl version: the server reports version '${gitVersion}', which is not a version of Kubernetes`,
    );
  }
  return version;
}

/** The hand-written file stays as it is; what no longer fits it is said. */
function remark(cluster: Cluster, version: string, file: string, io: CommandIo): void {
  if (cluster.kubernetesVersion !== version) {
    io.stderr.write(
      `stateful-web-app: ${file} says Kubernetes ${cluster.kubernetesVersion ?? 'nothing'}, the cluster runs ${version}. Write kubernetesVersion: "${version}"\n`,
    );
  }
  for (const [tier, className] of cluster._knowledge.tiers) {
    if (!cluster.storageClassNames.includes(className)) {
      io.stderr.write(
        `stateful-web-app: ${file}: tiers.${tier} is '${className}', a class that the cluster does not have\n`,
      );
    }
  }
}

function newSettings(version: string): string {
  return `# What kubectl does not know about this cluster.
kubernetesVersion: "${version}"
# Your own names for its storage classes. Apps use them with StorageClassRef.tier('fast'):
# tiers:
#   fast: name-of-a-class
`;
}

/** Contexts have names such as arn:aws:eks:eu-west-1:1234:cluster/production. */
function folderName(context: string): string {
  const name = context.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-._]+|[-._]+$/g, '');
  if (name === '') {
    throw new UserError(`the name of context '${context}' cannot be the name of a folder. Give a folder with --out`);
  }
  return name;
}

function write(file: string, text: string): void {
  const temporary = `${file}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
