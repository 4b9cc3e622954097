import { dns1123Subdomain, labelValue, qualifiedName } from '../kubernetes/validation/names';
import { LOG_COMMAND } from '../messages/line';
import { printable } from '../messages/text';

/** The programs that a remedy runs. */
export type Program = 'kubectl' | 'argocd' | 'flux' | 'helm' | 'git';

/** One argument of a command, made of text as it stands and of what is filled in. A list is joined to one argument. */
export type Argument = string | Filled | readonly (string | Filled)[];

/** What a shell fills in, or what Kubernetes must take for a name or label before it may be printed. */
export type Filled =
  | { readonly name: string }
  /** What stands before the ordinal in names. */
  | { readonly beforeOrdinal: string }
  | { readonly label: readonly [key: string, value: string] }
  /** Names that end in successive numbers: several arguments. */
  | { readonly prefix: string; readonly first: number; readonly last: number }
  /** A variable of the loop around the command, with a number added to it. */
  | { readonly variable: string; readonly plus?: number }
  | { readonly output: Command };

/**
 * A command line for a POSIX shell. Only the functions here can make one, and they quote every argument, so that no text of a manifest
 * is ever code.
 */
export class Command {
  private constructor(
    public readonly program: Program,
    public readonly text: string,
    /** Text that stands for a name and that Kubernetes does not take for one: the command must not be shown. */
    public readonly unfit: string | undefined,
  ) {}

  public static of(program: Program, args: readonly Argument[]): Command {
    return new Command(program, [program, ...args.map(word)].join(' '), unfitOf(args));
  }

  /** The commands for each of the words, which stand in a variable. */
  public static forEach(variable: string, words: readonly Argument[], body: readonly Command[]): Command {
    const [first] = body;
    const text = `for ${variable} in ${words.map(word).join(' ')}; do ${body.map((each) => each.text).join('; ')}; done`;
    return new Command(first?.program ?? 'kubectl', text, unfitOf(words) ?? unfitIn(body));
  }

  /** The command again and again until it succeeds. */
  public static until(command: Command): Command {
    return new Command(command.program, `until ${command.text}; do sleep 1; done`, command.unfit);
  }

  /** The command with text on its standard input. */
  public static fed(input: Argument, command: Command): Command {
    return new Command(
      command.program,
      `printf %s ${word(input)} | ${command.text}`,
      unfitOf([input]) ?? command.unfit,
    );
  }
}

export function kubectl(...args: readonly Argument[]): Command {
  return Command.of('kubectl', args);
}

/** The text of the first command that must not be shown. */
export function unfitIn(commands: readonly Command[]): string | undefined {
  return commands.find(({ unfit }) => unfit !== undefined)?.unfit;
}

/** The name of an object. */
export function name(text: string): Filled {
  return { name: text };
}

/** `-n shops` */
export function inNamespace(namespace: string): readonly Argument[] {
  return ['-n', name(namespace)];
}

/** A value as JSON. A list stands for one text, made of parts: `['www-', { variable: 'n' }]`. */
export function json(value: unknown): Argument {
  return jsonParts(value);
}

function jsonParts(value: unknown): readonly (string | Filled)[] {
  if (Array.isArray(value)) {
    const parts = value as readonly (string | Filled)[];
    return ['"', ...parts.map((part) => (typeof part === 'string' ? jsonText(part).slice(1, -1) : part)), '"'];
  }
  if (typeof value !== 'object' || value === null) return [jsonText(value)];
  const entries = Object.entries(value).flatMap(([key, item], index) => [
    `${index === 0 ? '' : ','}${jsonText(key)}:`,
    ...jsonParts(item),
  ]);
  return ['{', ...entries, '}'];
}

/** Whatever a terminal would not show is written as its code, which means the same in JSON. */
export function jsonText(value: unknown): string {
  return printable(JSON.stringify(value)).replace(LOG_COMMAND, '#\\u0023');
}

/** An argument as a shell reads it: text and names in one pair of quotes, what is filled in between them. */
function word(argument: Argument): string {
  const parts = typeof argument === 'object' && isList(argument) ? argument : [argument];
  let words = '';
  let text: string | undefined;
  for (const part of parts) {
    const literal = literalOf(part);
    if (literal !== undefined) {
      text = (text ?? '') + literal;
      continue;
    }
    words += text === undefined ? '' : quoted(text);
    text = undefined;
    words += filledIn(part);
  }
  return words + (text === undefined ? '' : quoted(text));
}

function isList(argument: Argument): argument is readonly (string | Filled)[] {
  return Array.isArray(argument);
}

function literalOf(part: string | Filled): string | undefined {
  if (typeof part === 'string') return part;
  if ('name' in part) return part.name;
  if ('beforeOrdinal' in part) return part.beforeOrdinal;
  return 'label' in part ? part.label.join('=') : undefined;
}

function filledIn(part: string | Filled): string {
  if (typeof part === 'string') return quoted(part);
  if ('output' in part) return `"$(${part.output.text})"`;
  if ('variable' in part) return part.plus ? `"$((${part.variable} + ${part.plus}))"` : `"$${part.variable}"`;
  if ('prefix' in part) {
    const format = part.prefix === '' ? '' : `-f ${quoted(`${part.prefix}%.0f`)} `;
    return `$(seq ${format}${part.first} ${part.last})`;
  }
  return quoted(literalOf(part) ?? '');
}

/** Text as one word of a script that a remedy shows, such as that of an init container. */
export function shellWord(text: string): string {
  return quoted(text.startsWith('-') ? `./${text}` : text);
}

/** Kubernetes' own names need no quotes. */
function quoted(text: string): string {
  return /^[\w.:/=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function unfitOf(args: readonly Argument[]): string | undefined {
  for (const argument of args) {
    for (const part of typeof argument === 'object' && isList(argument) ? argument : [argument]) {
      const unfit = unfitPart(part);
      if (unfit !== undefined) return unfit;
    }
  }
  return undefined;
}

function unfitPart(part: string | Filled): string | undefined {
  if (typeof part === 'string') return printable(part) === part && !/[\t\n]/.test(part) ? undefined : part;
  if ('output' in part) return part.output.unfit;
  if ('name' in part) return dns1123Subdomain(part.name).length > 0 ? part.name : undefined;
  if ('prefix' in part) return dns1123Subdomain(`${part.prefix}${part.first}`).length > 0 ? part.prefix : undefined;
  if ('beforeOrdinal' in part)
    return dns1123Subdomain(`${part.beforeOrdinal}0`).length > 0 ? part.beforeOrdinal : undefined;
  if (!('label' in part)) return undefined;
  const [key, value] = part.label;
  return qualifiedName(key).length + labelValue(value).length > 0 ? part.label.join('=') : undefined;
}
