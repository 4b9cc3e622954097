import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

export const ROOT = path.join(__dirname, '..', '..');

/** Runs a command and gives what it prints; its output is in the error when it fails. */
export function run(cwd: string, command: string, ...args: string[]): string {
  // npm hands its own settings down in the environment, and a project elsewhere must not inherit them.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS|JEST_)/i.test(name)),
  );
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...env, CDK8S_CHECK_UPGRADE: 'false' },
    stdio: 'pipe',
  });
}

/** The tarball that `pack-once.ts` has made of this repository, as it would be published. */
export function pack(): string {
  return path.join(ROOT, 'build/package.tgz');
}

/** The code blocks of a Markdown text in a language, in order. */
export function codeBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);
}

/** A block that names the file it belongs into in a comment on its first line, without that line. */
export function fileBlock(blocks: readonly string[], file: string): string {
  const block = blocks.find((text) => new RegExp(`^(//|#) ${file.replaceAll('.', '\\.')}\\n`).test(text));
  if (block === undefined) {
    throw new Error(`no code block begins with the name of ${file}`);
  }
  return block.slice(block.indexOf('\n') + 1);
}
