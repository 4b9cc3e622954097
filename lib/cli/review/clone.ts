import { UserError } from '../../messages/user-error';
import { git, GitFailure } from '../../sources/git';

/** Asks nobody, and runs nothing that a repository brings. */
const QUIET = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.hooksPath',
  GIT_CONFIG_VALUE_0: '/dev/null',
};

/** The clone of a pipeline. Nothing is checked out or run; what is missing is fetched. */
export class Clone {
  public constructor(
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>> = {},
    private readonly options: readonly string[] = [],
  ) {}

  /** What git prints. */
  public async git(...args: string[]): Promise<string> {
    const place = { cwd: this.folder, source: 'review', env: { ...QUIET, ...this.env } };
    return (await git([...this.options, ...args], place)).toString().trim();
  }

  /** Whether the clone has an object: a commit, or `REV:PATH`. */
  public has(object: string): Promise<boolean> {
    return this.git('cat-file', '-e', object).then(
      () => true,
      (error: unknown) => {
        if (error instanceof GitFailure) return false;
        throw error;
      },
    );
  }

  /** Fetches refs, each as `SOURCE:TARGET`, unless the clone has them all and their history. */
  public async fetch(remote: string, refs: readonly string[]): Promise<void> {
    const isShallow = (await this.git('rev-parse', '--is-shallow-repository')) === 'true';
    const depth = isShallow ? ['--unshallow'] : [];
    await this.git('fetch', '--quiet', '--no-tags', ...depth, remote, ...refs.map((ref) => `+${ref}`)).catch(
      (error: unknown) => {
        throw error instanceof GitFailure
          ? new UserError(
              `${error.message}. Check out the whole history and keep the credentials for it (GitHub: actions/checkout with fetch-depth: 0; GitLab: GIT_DEPTH: 0)`,
            )
          : error;
      },
    );
  }

  /** The commit at which a change left its target. */
  public async mergeBase(target: string, head: string): Promise<string> {
    return this.git('merge-base', target, head).catch((error: unknown) => {
      throw error instanceof GitFailure
        ? new UserError(
            `git finds no merge base of ${target} and ${head}. Check out the whole history (fetch-depth: 0)`,
          )
        : error;
    });
  }
}
