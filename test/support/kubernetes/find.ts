import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Wanted } from './keep';

/** What to run a suite on, or how its user gets something to run it on. */
export type Found = { readonly wanted: Wanted } | { readonly advice: string };

type Environment = Readonly<Record<string, string | undefined>>;

const KIND = `  kind create cluster --kubeconfig "$PWD/kind.kubeconfig"
  export KUBECONFIG="$PWD/kind.kubeconfig"`;

/** An API server: of the binaries in KUBEBUILDER_ASSETS, or else the cluster of KUBECONFIG. */
export function findApiServer(env: Environment): Found {
  const assets = env.KUBEBUILDER_ASSETS;
  if (assets !== undefined && assets !== '') {
    return { wanted: { kind: 'control-plane', assets: programs(assets, ['etcd', 'kube-apiserver', 'kubectl']) } };
  }
  return (
    existing(env) ?? {
      advice: `No API server to test on. Get the binaries of one:
  export KUBEBUILDER_ASSETS=$(go run sigs.k8s.io/controller-runtime/tools/setup-envtest@latest use 1.30 -p path)
or a cluster, in which the tests use namespaces of their own:
${KIND}`,
    }
  );
}

/** A cluster that runs pods: the one of KUBECONFIG, or else a node that is started for the run. */
export function findNode(env: Environment, root: string): Found {
  const tools = path.resolve(root, env.KUBERNETES_TOOLS ?? '../shared/kubernetes');
  const found = existing(env);
  if (found !== undefined) {
    return found;
  }
  const advice = (reason: string): Found => ({
    advice: `No cluster to test on: KUBECONFIG is not set, and ${reason}. Get a cluster, in which the tests use namespaces of their own:
${KIND}`,
  });
  if (!fs.existsSync(path.join(tools, 'node'))) {
    return advice(`${tools} has no script that starts a node`);
  }
  if (process.getuid?.() !== 0) {
    return advice(`${path.join(tools, 'node')} needs root`);
  }
  const unpacked = execFileSync(path.join(tools, 'unpack')).toString().trim();
  const newest = fs
    .readdirSync(unpacked)
    .filter((name) => /^1\.\d+$/.test(name))
    .sort((one, other) => Number(one.slice(2)) - Number(other.slice(2)))
    .pop();
  const version = env.KUBERNETES_VERSION ?? newest ?? '';
  const assets = programs(path.join(unpacked, version), ['kubelet', 'kubectl']);
  return { wanted: { kind: 'node', tools, assets, images: path.join(unpacked, 'images') } };
}

function existing(env: Environment): Found | undefined {
  const files = (env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  if (files.length === 0) {
    return undefined;
  }
  const kubeconfig = files.find((file) => fs.existsSync(file));
  if (kubeconfig === undefined) {
    throw new Error(`KUBECONFIG: there is no file '${files.join("', '")}'`);
  }
  return {
    wanted: { kind: 'cluster', kubeconfig: path.resolve(kubeconfig), run: randomBytes(4).toString('hex') },
  };
}

function programs(folder: string, names: readonly string[]): string {
  const missing = names.filter((name) => !fs.existsSync(path.join(folder, name)));
  if (missing.length > 0) {
    throw new Error(`There is no ${missing.join(', ')} in '${folder}'`);
  }
  return path.resolve(folder);
}
