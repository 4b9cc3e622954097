import type * as Cel from '@bufbuild/cel';

/** A rule that was compiled: what it says of these variables; undefined where that is not sure. */
export type Program = (variables: Readonly<Record<string, unknown>>) => unknown;

type Library = typeof Cel;

let library: { cel: Library; env: ReturnType<Library['celEnv']> } | undefined;

/** Half a second, which only those pay who have custom resources. */
function load(): { cel: Library; env: ReturnType<Library['celEnv']> } {
  if (library === undefined) {
    /* eslint-disable @typescript-eslint/no-require-imports -- loaded when it is needed */
    const cel = require('@bufbuild/cel') as Library;
    const { strings } = require('@bufbuild/cel/ext') as typeof import('@bufbuild/cel/ext');
    /* eslint-enable @typescript-eslint/no-require-imports */
    library = { cel, env: cel.celEnv({ funcs: strings }) };
  }
  return library;
}

const PROGRAMS = new Map<string, Program | undefined>();

/**
 * Compiles a rule. Undefined where the library does not know all of it: Kubernetes has functions of its own, for quantities,
 * addresses and more.
 */
export function compile(rule: string): Program | undefined {
  if (!PROGRAMS.has(rule)) PROGRAMS.set(rule, build(rule));
  return PROGRAMS.get(rule);
}

function build(rule: string): Program | undefined {
  try {
    const { cel, env } = load();
    const run = cel.plan(env, cel.parse(rule));
    return (variables) => {
      try {
        const result = run(variables as Parameters<typeof run>[0]);
        return cel.isCelError(result) ? undefined : result;
      } catch {
        return undefined;
      }
    };
  } catch {
    return undefined;
  }
}

/** Whether a text matches a pattern as Go reads it (RE2); undefined where the pattern cannot be read. */
export function matches(text: string, pattern: string): boolean | undefined {
  const result = compile('self.matches(pattern)')?.({ self: text, pattern });
  return typeof result === 'boolean' ? result : undefined;
}
