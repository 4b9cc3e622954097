import { formatProblem } from '../messages/diagnostic';
import type { Problem, Report } from '../messages/problem';
import { UserError } from '../messages/user-error';
import { fit } from '../shape/fit';
import { unknownProp } from '../shape/unknown-name';
import type { GitOpsAppProps } from './gitops-app-props';
import { SynthReport } from './synth-report';

/** The type of each option; `any` of those that cdk8s judges, and of functions. */
const TYPES = {
  kustomization: 'boolean',
  folderPerChart: 'boolean',
  delivery: 'any',
  portableYaml: 'boolean',
  recordConstructMetadata: 'boolean',
  outdir: 'string',
  outputFileExtension: 'string',
  report: 'any',
  beforeReplace: 'function',
  gate: 'any',
  arguments: 'any',
  yamlOutputType: 'any',
  resolvers: 'any',
} satisfies Readonly<Record<keyof Required<GitOpsAppProps>, string>>;

/** JavaScript and casts let anything through, and an option that is misspelt would be left out without a word. @throws UserError */
export function checkAppOptions(given: GitOpsAppProps): void {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const type = Object.hasOwn(TYPES, name) ? TYPES[name as keyof typeof TYPES] : undefined;
    if (type === undefined) problems.push(unknownProp(name, name, value, Object.keys(TYPES)));
    else if (type !== 'any' && typeof value !== type) {
      problems.push({ code: 'prop-wrong-type', prop: name, value, message: `must be a ${type}` });
    }
  }
  const reports: readonly unknown[] = Object.values(SynthReport);
  if (given.report !== undefined && !reports.includes(given.report)) {
    const message = `must be one of ${reports.join(', ')}`;
    problems.push({ code: 'prop-wrong-type', prop: 'report', value: given.report, message });
  }
  if (given.delivery !== undefined) {
    fit(report, given.delivery, { tag: 'class', name: 'Delivery' }, 'delivery');
  }
  if (given.arguments !== undefined) fit(report, given.arguments, { tag: 'list', of: { tag: 'string' } }, 'arguments');
  if (given.gate !== undefined) checkGate(report, given);
  if (problems.length > 0)
    throw new UserError(problems.map((problem) => `GitOpsApp: ${formatProblem(problem)}`).join('\n'));
}

function checkGate(report: Report, { gate, beforeReplace }: GitOpsAppProps): void {
  const problem = { code: 'prop-wrong-type', prop: 'gate', value: gate } as const;
  if (typeof (gate as { check?: unknown } | null)?.check !== 'function') {
    report({ ...problem, message: 'must be an object with a method check(before, after, folder)' });
  } else if (beforeReplace !== undefined) {
    report({ ...problem, message: 'beforeReplace is given too. Leave one of them out' });
  }
}
