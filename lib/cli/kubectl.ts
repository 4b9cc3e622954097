import { execFile } from 'node:child_process';
import { UserError } from '../messages/user-error';
import type { CommandIo } from './command';

/** kubectl ran and failed. */
export class KubectlError extends UserError {
  public constructor(
    message: string,
    public readonly stderr: string,
  ) {
    super(message);
  }
}

/** Which cluster to ask, and as whom. Default: as kubectl's own configuration says. */
export interface KubectlTarget {
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** What kubectl printed, and how it ended. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** kubectl, as the user has it. Only reads. */
export class Kubectl {
  public constructor(
    private readonly io: Pick<CommandIo, 'cwd' | 'env'>,
    private readonly target: KubectlTarget = {},
  ) {}

  /** @throws UserError where there is no current context and none was given */
  public async contextName(): Promise<string> {
    if (this.target.context !== undefined) {
      return this.target.context;
    }
    const { code, stdout } = await this.ask(['config', 'current-context']);
    if (code !== 0) {
      throw new UserError(
        'kubectl has no current context. Give one with --context. kubectl config get-contexts lists them',
      );
    }
    return stdout.trim();
  }

  /** @throws UserError that says what kubectl said */
  public async run(args: readonly string[]): Promise<string> {
    const answer = await this.ask(args);
    if (answer.code !== 0) throw failed(args, answer);
    return answer.stdout;
  }

  /**
   * What kubectl answers, also where it failed in parts.
   *
   * @throws UserError where there is no kubectl, or more output than can be read
   */
  public ask(args: readonly string[]): Promise<Answer> {
    const { context, kubeconfig } = this.target;
    const all = [
      ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
      ...(context === undefined ? [] : [`--context=${context}`]),
      '--request-timeout=30s',
      ...args,
    ];
    return new Promise((done, fail) => {
      const options = { cwd: this.io.cwd, env: this.io.env, maxBuffer: MOST_OUTPUT };
      execFile('kubectl', all, options, (error, stdout, stderr) => {
        if (error?.code === 'ENOENT') {
          fail(new UserError('kubectl was not found. Install it, or put it on the PATH'));
        } else if (error?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
          fail(
            new UserError(
              `kubectl ${args.join(' ')} prints more than ${MOST_OUTPUT / 2 ** 20}Mi, more than the plan reads`,
            ),
          );
        } else {
          const said = stderr === '' && error !== null ? error.message : stderr;
          done({ code: error === null ? 0 : 1, stdout, stderr: said });
        }
      });
    });
  }
}

const MOST_OUTPUT = 256 * 2 ** 20;

export function failed(args: readonly string[], { stderr }: Answer): KubectlError {
  const said = stderr.trim();
  return new KubectlError(`kubectl ${args.join(' ')} failed: ${lastLine(said)}${hint(said)}`, stderr);
}

/** kubectl repeats its complaint about an unreachable server; the last line is the one in plain words. */
function lastLine(text: string): string {
  return text.split('\n').pop() ?? text;
}

function hint(text: string): string {
  const [, resource, group] = /cannot \w+ resource "([^"]+)" in API group "([^"]*)"/.exec(text) ?? [];
  if (resource !== undefined) {
    return `. Ask for the right to get and list ${resource}${group ? ` in group ${group}` : ''}`;
  }
  if (/does not exist/.test(text) && /context/.test(text)) {
    return '. kubectl config get-contexts lists those that do';
  }
  return '';
}
