import type { Part, Remedy } from './remedy';
import type { Plan } from './types';

/** How a remedy names the prop of the construct: `(StatefulWebApp: selectorLabels)`, or the same at the end of a parenthesis. */
const HINT = / \(StatefulWebApp: [^()]*\)|; StatefulWebApp: [^();]*(?=\))/g;

/** cdk8s ends the names of its files so: whoever renamed them, or made the manifests otherwise, reads of fields instead of props. */
export function isFromConstruct(file: string): boolean {
  return file.endsWith('.k8s.yaml');
}

/** A plan for manifests that the construct did not make: its remedies name fields of manifests, and no props. */
export function withoutConstructHints(plan: Plan): Plan {
  return {
    ...plan,
    changes: plan.changes.map((change) => ({
      ...change,
      findings: change.findings.map((finding) => ({ ...finding, remedy: withoutHints(finding.remedy) })),
    })),
  };
}

function withoutHints(remedy: Remedy): Remedy {
  const plain = (text: string): string => text.replace(HINT, '');
  return remedy.map((part): Part => {
    if ('text' in part) {
      return { ...part, text: part.text.map((each) => (typeof each === 'string' ? plain(each) : each)) };
    }
    if ('lines' in part) return part;
    return {
      ...part,
      steps: part.steps.map((step) => (step.text === undefined ? step : { ...step, text: plain(step.text) })),
    };
  });
}
