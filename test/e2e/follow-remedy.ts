import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ApplyMode, plan } from '../../lib/plan';
import type { Remedy, Step } from '../../lib/plan/remedy';
import { cluster, kubectl } from '../support/kubernetes/cluster';
import { shell } from '../support/kubernetes/shell';

/** A change that a pipeline is to make, and how it applies. */
export interface Commit {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  readonly apply?: ApplyMode;
}

/** What plan says to do about a finding. */
export function remedyOf({ before, after, apply }: Commit, code: string): Remedy {
  const { changes } = plan(before, after, { kubernetes: `1.${cluster.minor}`, ...(apply && { apply }) });
  const found = changes.flatMap(({ findings }) => findings).find((finding) => finding.code === code);
  if (found === undefined) throw new Error(`plan does not say ${code}`);
  return found.remedy;
}

/** The numbered lists of a remedy, each with its steps. */
export function listsOf(remedy: Remedy): (readonly Step[])[] {
  return remedy.flatMap((part) => ('steps' in part ? [part.steps] : []));
}

/** Carries the steps out as they are written: commands in a shell, and what a person or pipeline does by its words. */
export async function follow(steps: readonly Step[], commit: Commit): Promise<void> {
  expect(steps).not.toEqual([]);
  for (const { text = '', command } of steps) {
    if (command !== undefined) await shell(command.text);
    else if (/^Pause the pipeline/.test(text)) continue;
    else if (/^Commit and push the change .* refuses it/.test(text)) await expect(deliver(commit)).rejects.toThrow();
    else if (/^(Let the pipeline apply it again|Commit )/.test(text)) await deliver(commit);
    else throw new Error(`Nobody can know what to do: ${text}`);
  }
}

/** What a pipeline does. What is not there is made, also by one that replaces. */
export async function deliver({ after, apply = 'client' }: Commit): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: after });
  const modes: Readonly<Record<ApplyMode, readonly string[]>> = {
    client: ['apply'],
    server: ['apply', '--server-side', '--field-manager=kustomize-controller', '--force-conflicts'],
    replace: ['replace'],
  };
  const ended = await kubectl([...modes[apply], '-f', '-'], input);
  if (apply === 'replace' && /NotFound/.test(ended.stderr)) {
    const created = await kubectl(['create', '-f', '-'], input);
    if (created.code === 0) return;
  }
  if (ended.code !== 0) throw new Error(ended.stderr);
}
