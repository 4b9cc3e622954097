import { labelKeyFault, labelValueFault } from '../../kubernetes/names';
import { INSTANCE_LABEL } from '../../pipelines/argocd';
import { ANNOTATIONS_LIMIT_BYTES, annotationBytes } from '../../kubernetes/validation/metadata';
import { nameProblem, type Problem, type Report } from './problem';

type Pairs = { readonly [key: string]: string };

export function checkLabels(report: Report, labels: Pairs | undefined, prop: string): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    nameProblem(report, 'label-key-invalid', prop, key, labelKeyFault(key), 'Correct the key');
    if (typeof value !== 'string') {
      report(notText('label-value-invalid', `${prop}[${key}]`, value));
    } else {
      nameProblem(
        report,
        'label-value-invalid',
        `${prop}[${key}]`,
        value,
        labelValueFault(value),
        'Shorten or simplify it, or make it an annotation',
      );
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

export function checkNoTrackingLabel(report: Report, labels: Pairs | undefined, prop: string): void {
  const value = labels?.[INSTANCE_LABEL];
  if (value !== undefined) {
    report({
      code: 'tracking-label-on-claims',
      prop: `${prop}[${INSTANCE_LABEL}]`,
      value,
      message: 'must not reach claims: Argo CD can take it for its mark and delete them',
      remedy:
        "Put it into 'labels', and identify the pods by app.kubernetes.io/name; where the selector exists already, set adoption.trackingLabelOnClaims",
    });
  }
}

export function checkAnnotations(report: Report, annotations: Pairs | undefined, prop: string): void {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    nameProblem(report, 'annotation-key-invalid', prop, key, labelKeyFault(key.toLowerCase()), 'Correct the key');
    if (typeof value !== 'string') {
      report(notText('annotation-value-invalid', `${prop}[${key}]`, value));
    }
  }
  const bytes = annotationBytes(annotations ?? {});
  if (bytes > ANNOTATIONS_LIMIT_BYTES) {
    report({
      code: 'annotations-too-large',
      prop,
      value: bytes,
      message: `must have at most ${ANNOTATIONS_LIMIT_BYTES} bytes in all`,
      remedy: 'Keep large values in a ConfigMap',
    });
  }
}

function notText(code: string, prop: string, value: unknown): Problem {
  return { code, prop, value, message: 'must be text', remedy: 'Put it in quotes' };
}
