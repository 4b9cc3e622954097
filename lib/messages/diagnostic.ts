import type { IConstruct } from 'constructs';
import type { Problem, Report } from './problem';
import { showValue } from './show-value';
import { SYNTH_CODES } from './synth-codes';

/** A problem with the construct that it is about. An error stops the synth, a warning does not. */
export interface Diagnostic extends Required<Omit<Problem, 'value'>> {
  readonly severity: 'error' | 'warning';
  /** The path of the construct. */
  readonly construct: string;
  readonly value?: unknown;
}

const METADATA = 'stateful-web-app:diagnostic';

/** Attaches what is reported to a construct. An error also fails the construct's validation, in any App. */
export function reporterOf({ node }: IConstruct): Report {
  return (problem) => {
    const diagnostic = { ...diagnosticOf(problem), construct: node.path };
    node.addMetadata(METADATA, diagnostic);
    if (diagnostic.severity === 'error') {
      node.addValidation({ validate: () => [formatProblem(diagnostic)] });
    }
  };
}

/** The problem with what the registry knows of its code. */
export function diagnosticOf(problem: Problem): Omit<Diagnostic, 'construct'> {
  const { kind, remedy } = SYNTH_CODES[problem.code];
  return { ...problem, severity: kind, remedy: problem.remedy ?? remedy };
}

/** All diagnostics at and below a construct, in tree order. */
export function diagnosticsOf(root: IConstruct): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { node } of root.node.findAll()) {
    for (const { type, data } of node.metadata) {
      if (type === METADATA) found.push(data as Diagnostic);
    }
  }
  return found;
}

/** The problem as one line of text, as in docs/reference/errors.md; whoever prints it puts the construct's path before it. */
export function formatProblem({ code, prop, value, message, remedy }: Problem): string {
  const shown = value === undefined ? '' : ` = ${showValue(value)}`;
  return `\`${prop}\`${shown}: ${message}. ${remedy ?? SYNTH_CODES[code].remedy}. [${code}]`;
}
