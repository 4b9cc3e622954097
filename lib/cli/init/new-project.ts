/** What a language brings. */
export interface NewProject {
  readonly files: ReadonlyMap<string, string>;
  /** Lines of `.gitignore`. */
  readonly ignored: readonly string[];
  /** What is typed next, in the folder. */
  readonly next: string;
}
