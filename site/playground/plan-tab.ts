import { yaml } from '@codemirror/lang-yaml';
import { KUBERNETES_VERSIONS } from '../../lib/kubernetes/versions';
import type { Pipeline } from '../../lib/pipelines/tool';
import { answerAlong } from './answer-along';
import { changedLines, markChanges } from './changed-lines';
import { textOfChosen, textOfDropped } from './dropped-files';
import { editorIn, setText, textOf } from './editor';
import type { Answer, Question } from './engine';
import { type Example, EXAMPLES } from './examples';
import { fromFragment, type Shared, toFragment } from './fragment';
import { questionOf, sharedOf } from './opening';
import { byId } from './page';

const PAUSE_MS = 300;
/** Long enough for a slow machine to draw the page. */
const WARM_UP_MS = 1500;
const PREFIX = '#plan=';

/** BEFORE and AFTER, the plan of the change, and links to both. */
export class PlanTab {
  private engine: Worker | undefined;
  private readonly before = this.side('before', 'Before: what is applied now');
  private readonly after = this.side('after', 'After: the change');
  private readonly pipeline = byId('pipeline', HTMLSelectElement);
  private readonly kubernetes = byId('kubernetes', HTMLSelectElement);
  private readonly namespace = byId('namespace', HTMLInputElement);
  private readonly report = byId('report', HTMLIFrameElement);
  private readonly says = byId('says', HTMLElement);
  private asked = 0;
  private timer = 0;
  private shownHtml = '';
  /** Of the link that the page was opened with. */
  private warning = '';

  public constructor() {
    for (const version of [...KUBERNETES_VERSIONS].reverse()) this.kubernetes.add(new Option(version, version));
    for (const field of [this.pipeline, this.kubernetes, this.namespace]) {
      field.addEventListener('input', () => this.soon());
    }
    byId('swap', HTMLButtonElement).addEventListener('click', () => {
      const [before, after] = [textOf(this.before), textOf(this.after)];
      setText(this.before, after);
      setText(this.after, before);
    });
    byId('share', HTMLButtonElement).addEventListener('click', () => void this.share());
    byId('alone', HTMLButtonElement).addEventListener('click', () => this.openAlone());
    this.listExamples();
    addEventListener('hashchange', () => void this.begin());
    void this.begin();
    // For the first change of somebody who reads first.
    setTimeout(() => this.worker(), WARM_UP_MS);
  }

  /** Takes the text of one side from elsewhere. */
  public use(side: 'before' | 'after', text: string): void {
    setText(side === 'before' ? this.before : this.after, text);
    this.markExample(undefined);
  }

  /** What the link says, else the first example. */
  private async begin(): Promise<void> {
    const { hash } = location;
    const shared = hash.startsWith(PREFIX) ? await fromFragment(hash.slice(PREFIX.length)) : undefined;
    const example = EXAMPLES.find(({ id }) => hash === `#${id}`);
    this.warning = hash.startsWith(PREFIX) && shared === undefined ? 'This link is damaged. Below is an example.' : '';
    if (shared !== undefined) this.show(shared);
    else if (example !== undefined || textOf(this.after) === '') this.showExample(example ?? EXAMPLES[0]);
  }

  /** Beside the page, so that one can go on writing while a large change is planned. */
  private worker(): Worker {
    if (this.engine === undefined) {
      this.engine = new Worker(new URL('plan-worker.js', import.meta.url), { type: 'module' });
      this.engine.addEventListener('message', (event: MessageEvent) => this.answered(event.data as Reply));
    }
    return this.engine;
  }

  private show({ before, after, pipeline, kubernetes, namespace }: Shared): void {
    this.pipeline.value = pipeline;
    this.kubernetes.value = kubernetes;
    this.namespace.value = namespace;
    setText(this.before, before);
    setText(this.after, after);
    markChanges(this.before, this.after, true);
    this.markExample(undefined);
    this.soon(0);
  }

  private showExample(example: Example): void {
    this.show(sharedOf(example));
    this.markExample(example);
  }

  private markExample(example: Example | undefined): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-example]')) {
      button.setAttribute('aria-pressed', String(button.dataset['example'] === example?.id));
    }
    byId('story', HTMLElement).textContent = example?.story ?? '';
  }

  private listExamples(): void {
    const list = byId('examples', HTMLElement);
    for (const example of EXAMPLES) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = example.title;
      button.dataset['example'] = example.id;
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => {
        history.replaceState(null, '', `#${example.id}`);
        this.warning = '';
        this.showExample(example);
      });
      list.append(button);
    }
  }

  private soon(pause = PAUSE_MS): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), pause);
  }

  private ask(): void {
    this.asked += 1;
    markChanges(this.before, this.after, false);
    document.body.dataset['state'] = 'planning';
    const question: Question = questionOf(this.shared());
    const answer = answerAlong(question);
    if (answer === undefined) this.worker().postMessage({ id: this.asked, question });
    else this.answered({ id: this.asked, answer });
  }

  private shared(): Shared {
    return {
      before: textOf(this.before),
      after: textOf(this.after),
      pipeline: this.pipeline.value as Pipeline,
      kubernetes: this.kubernetes.value,
      namespace: this.namespace.value.trim(),
    };
  }

  private answered(reply: Reply): void {
    if (reply.id !== this.asked) return;
    document.body.dataset['state'] = 'done';
    const isWrong = 'error' in reply;
    this.report.hidden = isWrong;
    byId('alone', HTMLButtonElement).disabled = isWrong;
    if (isWrong) {
      this.say(reply.error, 'wrong');
      return;
    }
    document.body.dataset['impact'] = reply.answer.impact;
    this.say([this.warning, ...reply.answer.notes].filter((note) => note !== '').join('\n'), 'note');
    if (reply.answer.html === this.shownHtml) return;
    this.shownHtml = reply.answer.html;
    // Sandboxed: what is in it has no origin, and reaches neither this page nor the network.
    this.report.srcdoc = reply.answer.html;
  }

  private say(text: string, kind: 'note' | 'wrong'): void {
    this.says.textContent = text;
    this.says.className = kind;
    this.says.hidden = text === '';
  }

  private async share(): Promise<void> {
    const fragment = await toFragment(this.shared());
    history.replaceState(null, '', PREFIX + fragment);
    const button = byId('share', HTMLButtonElement);
    const label = button.textContent;
    const isCopied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
    button.textContent = isCopied ? 'Link copied' : 'Link is in the address bar';
    setTimeout(() => (button.textContent = label), 2000);
  }

  private openAlone(): void {
    const url = URL.createObjectURL(new Blob([this.shownHtml], { type: 'text/html' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: 'plan.html' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  private side(id: 'before' | 'after', label: string): ReturnType<typeof editorIn> {
    const host = byId(id, HTMLElement);
    const editor = editorIn(host, { label, language: [yaml(), changedLines], onChange: () => this.soon() });
    const section = byId(`${id}-side`, HTMLElement);
    const put = (text: Promise<string>): void => {
      text.then(
        (read) => setText(editor, read),
        (error: unknown) => this.say(`The files cannot be read: ${String(error)}`, 'wrong'),
      );
    };
    section.addEventListener('dragover', (event) => {
      event.preventDefault();
      section.classList.add('over');
    });
    section.addEventListener('dragleave', () => section.classList.remove('over'));
    section.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        event.stopPropagation();
        section.classList.remove('over');
        if (event.dataTransfer !== null) put(textOfDropped(event.dataTransfer));
      },
      { capture: true },
    );
    for (const input of section.querySelectorAll<HTMLInputElement>('input[type=file]')) {
      input.addEventListener('change', () => {
        if (input.files !== null && input.files.length > 0) put(textOfChosen(input.files));
        input.value = '';
      });
    }
    return editor;
  }
}

type Reply = { readonly id: number; readonly answer: Answer } | { readonly id: number; readonly error: string };
