import { javascript } from '@codemirror/lang-javascript';
import { yaml } from '@codemirror/lang-yaml';
import { editorIn, setText, textOf } from './editor';
import { byId } from './page';

const PAUSE_MS = 500;
/** A program that does not end is stopped. */
const LONGEST_MS = 15_000;

const FIRST = `import { Chart } from 'cdk8s';
import { GitOpsApp, StatefulWebApp } from 'cdk8s-stateful-web-app';

const app = new GitOpsApp();
const chart = new Chart(app, 'wiki', { namespace: 'default' });

new StatefulWebApp(chart, 'wiki', {
  image: 'example/wiki:1.4',
  port: 8080,
  replicas: 2,
  claims: [{ name: 'pages', mountPath: '/var/lib/wiki', size: '1Gi' }],
});

app.synth();
`;

interface Compiled {
  readonly id: number;
  readonly code: string;
  readonly errors: readonly string[];
}

interface Ran {
  readonly error?: string;
  readonly files: readonly (readonly [string, string])[];
  readonly said: string;
}

/** A program in TypeScript beside the YAML that it writes. */
export class WriteTab {
  private readonly compiler = new Worker(new URL('compiler-worker.js', import.meta.url), { type: 'module' });
  private readonly program = editorIn(byId('program', HTMLElement), {
    label: 'The program, main.ts',
    language: javascript({ typescript: true }),
    onChange: () => this.soon(),
  });
  private readonly output = editorIn(byId('output', HTMLElement), {
    label: 'What it writes',
    language: yaml(),
    onChange: () => undefined,
  });
  private runner: Worker | undefined;
  private asked = 0;
  private timer = 0;
  private limit = 0;

  public constructor(private readonly use: (side: 'before' | 'after', text: string) => void) {
    this.compiler.addEventListener('message', ({ data }: MessageEvent<Compiled | { readonly ready: true }>) => {
      if (!('ready' in data)) this.compiled(data);
    });
    for (const side of ['before', 'after'] as const) {
      byId(`as-${side}`, HTMLButtonElement).addEventListener('click', () => this.use(side, textOf(this.output)));
    }
    setText(this.program, FIRST);
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.asked += 1;
      this.compiler.postMessage({ id: this.asked, text: textOf(this.program) });
    }, PAUSE_MS);
  }

  private compiled({ id, code, errors }: Compiled): void {
    if (id !== this.asked) return;
    if (errors.length > 0) {
      this.fail(errors.join('\n'));
      return;
    }
    this.stop();
    const library = JSON.stringify(new URL('library.js', import.meta.url).href);
    const text = `import { run } from ${library};\nrun((require, exports) => {\n${code}\n});\n`;
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    // Each run has a worker of its own, which holds nothing of the last.
    this.runner = new Worker(url, { type: 'module' });
    this.runner.addEventListener('message', ({ data }: MessageEvent<Ran>) => this.ran(data));
    this.runner.addEventListener('error', (event) => this.fail(event.message || 'The program cannot be loaded.'));
    this.limit = window.setTimeout(() => {
      this.stop();
      this.fail(`The program was stopped after ${LONGEST_MS / 1000} s.`);
    }, LONGEST_MS);
  }

  private ran({ error, files, said }: Ran): void {
    this.stop();
    if (error !== undefined) {
      this.fail(error);
      return;
    }
    const shown = files.filter(([name]) => !name.endsWith('.synth-files'));
    setText(this.output, shown.map(([name, text]) => `# ${name}\n${text}`).join('---\n'));
    byId('problems', HTMLElement).hidden = true;
    const warnings = said.split('\n').filter((line) => /warning/i.test(line));
    const count = shown.length === 1 ? '1 file' : `${shown.length} files`;
    byId('write-says', HTMLElement).textContent =
      shown.length === 0
        ? 'The program wrote nothing: it ends with app.synth().'
        : [`Synthesised: ${count}.`, ...warnings].join(' ');
  }

  private stop(): void {
    clearTimeout(this.limit);
    this.runner?.terminate();
    this.runner = undefined;
  }

  /** What was written last stays, as dist/ would. */
  private fail(message: string): void {
    const problems = byId('problems', HTMLElement);
    problems.textContent = message;
    problems.hidden = false;
    byId('write-says', HTMLElement).textContent = 'Nothing is written: dist/ stays as it was.';
  }
}
