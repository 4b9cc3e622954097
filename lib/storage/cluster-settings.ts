import { type Document, isScalar, parseDocument } from 'yaml';
import { UserError } from '../messages/user-error';
import type { Acknowledgement } from './acknowledgement';
import { ACCESS_MODES } from './access-mode';
import type { ClusterSettings } from './cluster-props';
import { capital, didYouMean } from '../messages/nearest-names';
import { Platform } from './platform';
import type { ProvisionerProps } from './provisioner-props';
import { showValue } from '../messages/show-value';
import { VolumeTopology } from './volume-topology';
import { messageOf } from '../messages/message-of';

type Fields = Readonly<Record<string, unknown>>;

const KEYS = ['kubernetesVersion', 'platform', 'clusterDomain', 'tiers', 'provisioners', 'acknowledge'] as const;
const PROVISIONER_KEYS = [
  'provisioner',
  'accessModes',
  'blockAccessModes',
  'expansion',
  'snapshots',
  'clones',
  'topology',
  'minimumSize',
] as const;

/**
 * Reads the hand-written file about a cluster.
 *
 * @throws UserError naming the file, the key and what is wrong
 */
export function parseClusterSettings(text: string, file: string): ClusterSettings {
  const document = parseDocument(text);
  const error = document.errors[0];
  if (error !== undefined) {
    throw new UserError(`${file}: is not YAML: ${error.message.split('\n')[0]}`);
  }
  const reader = new Reader(file);
  const value = reader.attempt(() => document.toJS({ maxAliasCount: 100 }) as unknown) ?? {};
  const fields = reader.map(value, 'the file', KEYS);
  return {
    kubernetesVersion: versionText(document, fields['kubernetesVersion']),
    platform: reader.oneOf(fields['platform'], 'platform', Object.values(Platform)),
    clusterDomain: reader.text(fields['clusterDomain'], 'clusterDomain'),
    tiers: fields['tiers'] === undefined ? undefined : reader.texts(fields['tiers'], 'tiers'),
    provisioners: reader.list(fields['provisioners'], 'provisioners')?.map((item, i) => provisioner(reader, item, i)),
    acknowledge: reader.list(fields['acknowledge'], 'acknowledge')?.map((item, i) => acknowledgement(reader, item, i)),
  };
}

/** Without quotes YAML reads `1.30` as the number 1.3, so what was written counts. */
function versionText(document: Document, value: unknown): string | undefined {
  const node: unknown = document.get('kubernetesVersion', true);
  if (isScalar(node) && typeof node.value === 'number') {
    return node.source;
  }
  return value === undefined || value === null ? undefined : String(value);
}

function provisioner(reader: Reader, item: unknown, index: number): ProvisionerProps {
  const at = `provisioners[${index}]`;
  const fields = reader.map(item, at, PROVISIONER_KEYS);
  return {
    provisioner: reader.required(fields['provisioner'], `${at}.provisioner`),
    accessModes: modes(reader, fields['accessModes'], `${at}.accessModes`),
    blockAccessModes: modes(reader, fields['blockAccessModes'], `${at}.blockAccessModes`),
    expansion: reader.flag(fields['expansion'], `${at}.expansion`),
    snapshots: reader.flag(fields['snapshots'], `${at}.snapshots`),
    clones: reader.flag(fields['clones'], `${at}.clones`),
    topology: reader.oneOf(fields['topology'], `${at}.topology`, Object.values(VolumeTopology)),
    minimumSize: reader.text(fields['minimumSize'], `${at}.minimumSize`),
  };
}

function modes(reader: Reader, value: unknown, at: string): string[] | undefined {
  return reader.list(value, at)?.map((mode, i) => reader.oneOf(mode, `${at}[${i}]`, ACCESS_MODES) ?? '');
}

function acknowledgement(reader: Reader, item: unknown, index: number): Acknowledgement {
  const at = `acknowledge[${index}]`;
  const fields = reader.map(item, at, ['code', 'reason']);
  return {
    code: reader.required(fields['code'], `${at}.code`),
    reason: reader.required(fields['reason'], `${at}.reason`),
  };
}

/** Checked access to parsed YAML: each failure names the file and the key. */
class Reader {
  public constructor(private readonly file: string) {}

  public attempt(read: () => unknown): unknown {
    try {
      return read();
    } catch (error) {
      return this.fail(`cannot be read: ${messageOf(error)}`);
    }
  }

  public map(value: unknown, at: string, keys: readonly string[]): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(`${at} must be a map with ${keys.join(', ')}, not ${showValue(value)}`);
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) {
        this.fail(`unknown key '${key}'. ${capital(didYouMean(key, keys)) || `Known keys: ${keys.join(', ')}`}`);
      }
    }
    return value as Fields;
  }

  public texts(value: unknown, at: string): Record<string, string> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(`${at} must be a map of names, not ${showValue(value)}`);
    }
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, this.required(text, `${at}.${key}`)]));
  }

  public list(value: unknown, at: string): unknown[] | undefined {
    return value === undefined || Array.isArray(value)
      ? value
      : this.fail(`${at} must be a list, not ${showValue(value)}`);
  }

  public required(value: unknown, at: string): string {
    return this.text(value, at) ?? this.fail(`${at} is missing`);
  }

  public text(value: unknown, at: string): string | undefined {
    if (value === undefined) {
      return undefined;
    }
    return typeof value === 'string' && value.trim() !== ''
      ? value
      : this.fail(`${at} must be text, not ${showValue(value)}`);
  }

  public flag(value: unknown, at: string): boolean | undefined {
    return value === undefined || typeof value === 'boolean'
      ? value
      : this.fail(`${at} must be true or false, not ${showValue(value)}`);
  }

  public oneOf<T extends string>(value: unknown, at: string, allowed: readonly T[]): T | undefined {
    if (value === undefined) {
      return undefined;
    }
    const found = allowed.find((one) => one === value);
    const hint = typeof value === 'string' ? capital(didYouMean(value, allowed)) : '';
    return found ?? this.fail(`${at} must be one of ${allowed.join(', ')}, not ${showValue(value)}. ${hint}`.trimEnd());
  }

  private fail(message: string): never {
    throw new UserError(`${this.file}: ${message}`);
  }
}
