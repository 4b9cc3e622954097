import { labelKeyFault, labelValueFault } from '../../kubernetes/names';
import { INSTANCE_LABEL } from '../../pipelines/argocd';
import { ANNOTATIONS_LIMIT_BYTES, annotationBytes } from '../../kubernetes/validation/metadata';
import type { Report } from '../../messages/problem';
import { checkKey, checkName } from './problem';

type Pairs = { readonly [key: string]: string };

export function checkLabels(report: Report, labels: Pairs | undefined, prop: string): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    checkKey(report, { code: 'label-key-invalid', prop, key, fault: labelKeyFault(key) });
    // One that is not text is reported by its shape.
    if (typeof value === 'string') {
      checkName(report, { code: 'label-value-invalid', prop: `${prop}[${key}]`, value, fault: labelValueFault(value) });
    }
  }
}

/** The selector decides which pods and claims are the app's, so it must not be empty and must not carry a tracking label. */
export function checkSelectorLabels(report: Report, labels: Pairs, prop: string, trackingLabel = false): void {
  checkLabels(report, labels, prop);
  if (Object.keys(labels).length === 0) {
    report({
      code: 'selector-empty',
      prop,
      message: 'must have at least one label',
      remedy: 'Leave it out for the default',
    });
  }
  if (!trackingLabel) checkNoTrackingLabel(report, labels, prop);
}

/** A label of the pods that the selector finds them by. */
export function checkAgainstSelector(
  report: Report,
  { prop, key, value }: { readonly prop: string; readonly key: string; readonly value: string },
  selectorLabels: Pairs,
): void {
  const selected = selectorLabels[key];
  if (selected === undefined || selected === value) return;
  report({ code: 'pod-label-against-selector', prop, value, message: `must be '${selected}', as in selectorLabels` });
}

export function checkNoTrackingLabel(report: Report, labels: Pairs | undefined, prop: string): void {
  const value = labels?.[INSTANCE_LABEL];
  if (value !== undefined) {
    report({
      code: 'tracking-label-on-claims',
      prop: `${prop}[${INSTANCE_LABEL}]`,
      value,
      message: 'must not be on claims: by this label Argo CD can treat them as its own, and delete them',
      remedy:
        "Put it into 'labels', and identify the pods by app.kubernetes.io/name. If the selector already exists, set adoption.trackingLabelOnClaims",
    });
  }
}

export function checkAnnotations(report: Report, annotations: Pairs | undefined, prop: string): void {
  for (const key of Object.keys(annotations ?? {})) {
    checkKey(report, { code: 'annotation-key-invalid', prop, key, fault: labelKeyFault(key.toLowerCase()) });
  }
  const bytes = annotationBytes(annotations ?? {});
  if (bytes > ANNOTATIONS_LIMIT_BYTES) {
    report({
      code: 'annotations-too-large',
      prop,
      message: `must have at most ${ANNOTATIONS_LIMIT_BYTES} bytes in all, and has ${bytes}`,
    });
  }
}
