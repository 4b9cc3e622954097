/** Whether a path matches a glob: `*` within a step, `**` across steps, `?`, `{a,b}` and `[ab]`. */
export function matchesGlob(path: string, glob: string): boolean {
  const steps = path.split('/');
  return expand(glob).some((each) => matches(steps, each.split('/')));
}

/** More alternatives than anybody writes. */
const MOST_ALTERNATIVES = 100;

function expand(glob: string): readonly string[] {
  let all = [glob];
  for (let turn = 0; turn < 10; turn += 1) {
    const next = all.flatMap((each) => {
      const [, before = '', inner, after = ''] = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(each) ?? [];
      return inner === undefined ? [each] : inner.split(',').map((one) => before + one + after);
    });
    if (next.length === all.length && next.every((each, index) => each === all[index])) return all;
    all = next.slice(0, MOST_ALTERNATIVES);
  }
  return all;
}

/** Without going back more than one step, so that no glob takes long. */
function matches(steps: readonly string[], globs: readonly string[]): boolean {
  let [step, glob] = [0, 0];
  let back: { readonly glob: number; step: number } | undefined;
  while (step < steps.length) {
    if (globs[glob] === '**') {
      back = { glob, step };
      glob += 1;
    } else if (glob < globs.length && matchesStep(steps[step] ?? '', globs[glob] ?? '')) {
      step += 1;
      glob += 1;
    } else if (back !== undefined) {
      back.step += 1;
      step = back.step;
      glob = back.glob + 1;
    } else return false;
  }
  return globs.slice(glob).every((each) => each === '**');
}

function matchesStep(text: string, glob: string): boolean {
  let [at, from] = [0, 0];
  let back: { readonly from: number; at: number } | undefined;
  while (at < text.length) {
    const mark = glob[from];
    const set = mark === '[' ? /^\[[!^]?[^\]]+\]/.exec(glob.slice(from))?.[0] : undefined;
    if (mark === '*') {
      back = { from, at };
      from += 1;
    } else if (set !== undefined ? isIn(text[at] ?? '', set) : mark === '?' || mark === text[at]) {
      at += 1;
      from += set?.length ?? 1;
    } else if (back !== undefined) {
      back.at += 1;
      at = back.at;
      from = back.from + 1;
    } else return false;
  }
  return /^\**$/.test(glob.slice(from));
}

function isIn(letter: string, set: string): boolean {
  const negated = /^\[[!^]/.test(set);
  const letters = set.slice(negated ? 2 : 1, -1);
  const found = letters.split('').some((each, index) => {
    if (letters[index + 1] === '-' && letters[index + 2] !== undefined)
      return each <= letter && letter <= (letters[index + 2] ?? '');
    return each === letter;
  });
  return found !== negated;
}
