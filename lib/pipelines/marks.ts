import type { Manifest } from '../kubernetes/manifest';
import { asObject, asText } from '../kubernetes/plain';
import { INSTALLATION_ID, INSTANCE_LABEL, TRACKING_ID, TRACKING_LABEL } from './argocd';
import { FLUX_MARKS } from './flux';
import { MANAGED_BY, RELEASE_NAME, RELEASE_NAMESPACE } from './helm';
import { APPLY_SET, LAST_APPLIED } from './kubectl';
import type { Pipeline } from './tool';

/** What tools write on the objects that they apply. Manifests do not have it, and apply never takes it away. */
const LABELS: ReadonlySet<string> = new Set([...FLUX_MARKS, TRACKING_LABEL, APPLY_SET]);
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...FLUX_MARKS,
  LAST_APPLIED,
  TRACKING_ID,
  INSTALLATION_ID,
  RELEASE_NAME,
  RELEASE_NAMESPACE,
]);

/** A live object without the marks of tools that its manifest does not set itself. */
export function withoutMarks(live: Manifest, after: Manifest | undefined, pipeline: Pipeline | undefined): Manifest {
  const labels = new Set(LABELS);
  const { metadata } = live;
  if (asObject(metadata.annotations)[RELEASE_NAME] !== undefined) labels.add(MANAGED_BY);
  // Charts set it too, but then AFTER has it.
  if (pipeline === 'argocd') labels.add(INSTANCE_LABEL);
  return {
    ...live,
    metadata: {
      ...metadata,
      ...without('labels', labels, live, after),
      ...without('annotations', ANNOTATIONS, live, after),
    },
  };
}

function without(
  field: 'labels' | 'annotations',
  marks: ReadonlySet<string>,
  live: Manifest,
  after: Manifest | undefined,
): Partial<Manifest['metadata']> {
  const all = asObject(live.metadata[field]);
  const own = asObject(after?.metadata[field]);
  const isMark = (key: string): boolean => marks.has(key) && (key === LAST_APPLIED || asText(own[key]) === undefined);
  if (!Object.keys(all).some(isMark)) return {};
  const rest = Object.entries(all).filter(([key]) => !isMark(key));
  return { [field]: rest.length === 0 ? undefined : Object.fromEntries(rest) };
}
