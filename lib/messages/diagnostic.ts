import type { IConstruct } from 'constructs';

/** Something wrong (an error, which stops the synth) or dangerous (a warning) about one prop of one construct. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case, never reused. */
  readonly code: string;
  /** The path of the construct, filled in by `report`. */
  readonly construct: string;
  /** The prop as the author wrote it: `claims[www].size`. */
  readonly prop: string;
  readonly value?: unknown;
  /** What is wrong, as a sentence without a full stop. */
  readonly message: string;
  /** The way out, as a sentence without a full stop. */
  readonly remedy: string;
}

const METADATA = 'stateful-web-app:diagnostic';

/** Attaches a diagnostic to a construct. An error also fails the construct's validation, in any App. */
export function report(scope: IConstruct, diagnostic: Omit<Diagnostic, 'construct'>): void {
  const full: Diagnostic = { ...diagnostic, construct: scope.node.path };
  scope.node.addMetadata(METADATA, full);
  if (full.severity === 'error') {
    scope.node.addValidation({ validate: () => [formatDiagnostic(full)] });
  }
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

/** `replicas: must be a whole number of 0 or more, not -1. Write how many pods …` (the path stands before it). */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const value = diagnostic.value === undefined ? '' : `, not ${show(diagnostic.value)}`;
  return `${diagnostic.prop}: ${diagnostic.message}${value}. ${diagnostic.remedy}. [${diagnostic.code}]`;
}

function show(value: unknown): string {
  if (typeof value === 'string') {
    return `'${value}'`;
  }
  try {
    return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  } catch {
    // A construct, say, leads back to itself.
    return `an object of the class ${(value as object).constructor.name}`;
  }
}
