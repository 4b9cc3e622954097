/** A command in a remedy, with what it does behind it as a comment. Whoever shows a remedy knows commands by this. */
export const COMMAND = /^((?:kubectl|argocd|flux|helm|git|npx|for \w+ in) .*?)(?:\s{2,}# (.*))?$/;

/** Commands that are written out one by one; more of them are a loop. */
const MOST_LINES = 6;
const MOST_NAMES = 8;

export function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n');
}

export function command(text: string, comment: string): string {
  return `${text}   # ${comment}`;
}

/** Lines of YAML, to be copied as they are. */
export function snippet(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

/** A word for a shell: Kubernetes' names need no quotes, but a manifest can hold anything. */
export function word(text: string): string {
  return /^[\w.:/=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `www-web-0 www-web-1`; many names are counted out by the shell: none may be missing. */
export function nameList(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.map(word).join(' ');
  return runsOf(names)
    .map(({ prefix, first, last }) =>
      first === last ? word(`${prefix}${first}`) : `$(seq -f ${word(`${prefix}%.0f`)} ${first} ${last})`,
    )
    .join(' ');
}

/** The same command for each name: a line each, or a loop. */
export function forEach(names: readonly string[], line: (name: string) => string): string[] {
  return names.length <= MOST_LINES
    ? names.map((name) => line(word(name)))
    : [`for name in ${nameList(names)}; do ${line('$name')}; done`];
}

interface Run {
  readonly prefix: string;
  readonly first: number;
  last: number;
}

/** Names that end in successive numbers, by what stands before them. */
function runsOf(names: readonly string[]): readonly Run[] {
  const split = names.map((name) => {
    const [, prefix = '', ordinal = ''] = /^(.*-)(\d+)$/.exec(name) ?? [];
    return { prefix, ordinal: Number(ordinal) };
  });
  split.sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.ordinal - b.ordinal));
  const runs: Run[] = [];
  for (const { prefix, ordinal } of split) {
    const run = runs.at(-1);
    if (run?.prefix === prefix && run.last + 1 === ordinal) run.last = ordinal;
    else runs.push({ prefix, first: ordinal, last: ordinal });
  }
  return runs;
}
