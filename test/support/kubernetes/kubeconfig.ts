import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';

/** How to reach an API server, and who one is there. */
export interface Connection {
  readonly server: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly token?: string;
}

type Entry = Readonly<Record<string, unknown>>;

/** Reads the current context of a kubeconfig: certificates, tokens, and the plugins that clouds give them out with. */
export function readKubeconfig(file: string): Connection {
  const config = parse(fs.readFileSync(file, 'utf8')) as Entry;
  const context = named(config, 'contexts', 'context', config['current-context']);
  const cluster = named(config, 'clusters', 'cluster', context.cluster);
  const user = named(config, 'users', 'user', context.user);
  const folder = path.dirname(fs.realpathSync(file));
  return {
    server: String(cluster.server),
    ca: data(cluster, 'certificate-authority', folder),
    cert: data(user, 'client-certificate', folder),
    key: data(user, 'client-key', folder),
    token: token(user, folder),
    ...(user.exec === undefined ? {} : runPlugin(user.exec as Entry, folder)),
  };
}

function named(config: Entry, list: string, kind: string, name: unknown): Entry {
  const entries = (config[list] ?? []) as { name: string; [key: string]: unknown }[];
  const found = entries.find((entry) => entry.name === name)?.[kind];
  if (found === undefined) {
    throw new Error(`kubeconfig: there is no ${kind} '${String(name)}'`);
  }
  return found as Entry;
}

function data(entry: Entry, key: string, folder: string): string | undefined {
  const inline = entry[`${key}-data`];
  const file = entry[key];
  return typeof inline === 'string'
    ? Buffer.from(inline, 'base64').toString()
    : typeof file === 'string'
      ? fs.readFileSync(path.resolve(folder, file), 'utf8')
      : undefined;
}

function token(user: Entry, folder: string): string | undefined {
  return typeof user.tokenFile === 'string'
    ? fs.readFileSync(path.resolve(folder, user.tokenFile), 'utf8').trim()
    : (user.token as string | undefined);
}

function runPlugin(plugin: Entry, folder: string): Partial<Connection> {
  const variables = (plugin.env ?? []) as { name: string; value: string }[];
  const info = { apiVersion: plugin.apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
  const output = execFileSync(String(plugin.command), (plugin.args ?? []) as string[], {
    cwd: folder,
    env: {
      ...process.env,
      ...Object.fromEntries(variables.map(({ name, value }) => [name, value])),
      KUBERNETES_EXEC_INFO: JSON.stringify(info),
    },
  });
  const { status } = JSON.parse(output.toString()) as { status: Record<string, string | undefined> };
  return {
    ...(status.token === undefined ? {} : { token: status.token }),
    ...(status.clientCertificateData === undefined ? {} : { cert: status.clientCertificateData }),
    ...(status.clientKeyData === undefined ? {} : { key: status.clientKeyData }),
  };
}
