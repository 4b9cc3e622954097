import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ApplyMode } from '../../lib/plan';
import type { KubeObject } from '../support/kubernetes/client';

/** A change of one object; a creation where there is no `before`. */
export interface Question {
  readonly apply: ApplyMode;
  readonly before?: KubeObject;
  readonly after: KubeObject;
  /** Fields that controllers and nodes would have written to the object before: a status, a volume's name. */
  readonly live?: KubeObject;
}

/** What the API server says to one manifest. */
export interface Verdict {
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
  readonly causes?: readonly { readonly field: string; readonly reason: string; readonly message: string }[];
}

export interface OracleAnswer {
  readonly before?: Verdict;
  /** Absent if `before` was refused. */
  readonly after?: Verdict;
  /** Whether the stored object is another one, and the parts of it that start pods anew. */
  readonly changed: boolean;
  readonly generation: boolean;
  readonly template: boolean;
  readonly error?: string;
}

/** The program of scripts/kubernetes-oracle, asked many questions in one run. */
export class Oracle {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;

  constructor(program: string, args: readonly string[] = []) {
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.pipe(process.stderr);
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** Answers in the order of the questions. */
  async ask(questions: readonly Question[]): Promise<OracleAnswer[]> {
    const written = this.write(questions);
    const answers: OracleAnswer[] = [];
    while (answers.length < questions.length) {
      const line = await this.answers.next();
      if (line.done === true) throw new Error('The oracle ended before it had answered everything');
      answers.push(JSON.parse(line.value) as OracleAnswer);
    }
    await written;
    return answers;
  }

  close(): void {
    this.child.stdin.end();
    this.child.kill();
  }

  private async write(questions: readonly Question[]): Promise<void> {
    for (const [id, question] of questions.entries()) {
      if (this.child.stdin.write(`${JSON.stringify({ id, ...question })}\n`)) continue;
      await new Promise((resolve) => this.child.stdin.once('drain', resolve));
    }
  }
}
