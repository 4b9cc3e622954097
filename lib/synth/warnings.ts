import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Diagnostic, diagnosticsOf, formatProblem } from '../messages/diagnostic';

const NAMES_SHOWN = 3;

/** All warnings of a program's folders, in their order; `place` says where a construct stands. */
export function warningsOf(
  folders: ReadonlyArray<{ readonly name: string; readonly app: App }>,
  place: (folder: string, constructPath: string) => string,
): Diagnostic[] {
  const all = folders.map(({ name, app }) => ({
    name,
    warnings: diagnosticsOf(app).filter(({ severity }) => severity === 'warning'),
  }));
  const isNeeded = neededElsewhere(
    folders.map(({ app }) => app),
    all.flatMap(({ warnings }) => warnings),
  );
  return all.flatMap(({ name, warnings }) =>
    warnings
      .filter((warning) => !isNeeded(warning))
      .map((warning) => ({ ...warning, construct: place(name, warning.construct) })),
  );
}

/** The same code makes the app of several clusters: what it acknowledges for one of them is not unused because another needs it not. */
function neededElsewhere(apps: readonly App[], warnings: readonly Diagnostic[]): (warning: Diagnostic) => boolean {
  const unused = warnings.filter(({ code }) => code === 'unused-acknowledgement');
  const told = new Map<string, number>();
  const key = ({ construct, message }: Diagnostic): string => `${construct}\n${message}`;
  for (const warning of unused) {
    told.set(key(warning), (told.get(key(warning)) ?? 0) + 1);
  }
  return (warning) =>
    told.has(key(warning)) && apps.filter((app) => has(app, warning.construct)).length > (told.get(key(warning)) ?? 0);
}

function has(app: App, constructPath: string): boolean {
  let at: IConstruct | undefined = app;
  for (const id of constructPath.split('/')) {
    at = at?.node.tryFindChild(id);
  }
  return at !== undefined;
}

/** One line for each thing to say, however many constructs it is said of. */
export function warningLines(warnings: readonly Diagnostic[]): string[] {
  const byText = new Map<string, string[]>();
  for (const warning of warnings) {
    const text = formatProblem(warning);
    const constructs = byText.get(text) ?? [];
    byText.set(text, constructs);
    constructs.push(warning.construct);
  }
  return [...byText].map(([text, constructs]) => {
    const more = constructs.length - NAMES_SHOWN;
    const names = constructs.slice(0, NAMES_SHOWN).join(', ');
    return `warning: [${names}${more > 0 ? ` and ${more} more` : ''}] ${text}`;
  });
}
