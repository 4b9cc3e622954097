import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { disagreements, mentioning, type Release, sectionsOf } from './versions';

const ROOT = join(__dirname, '../..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What a release says of itself, in the repository. */
export function ownRelease(): Release {
  const pipelines = (readdirSync(join(ROOT, 'examples/pipelines'), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `examples/pipelines/${file.replaceAll('\\', '/')}`);
  const files = ['templates/plan.yml', 'docs/reference/plan.md', 'lib/synth-plugin.ts', ...pipelines];
  return {
    manifest: textOf('package.json'),
    lockfile: textOf('package-lock.json'),
    changelog: textOf('CHANGELOG.md'),
    mentions: Object.fromEntries(files.map((file) => [file, textOf(file)])),
  };
}

/**
 * `check [TAG]`: fails if something does not agree with the version in package.json.
 * `notes`: prints what the changelog says of the newest version.
 * `prepare VERSION`: writes a version everywhere but into the changelog.
 */
function main([task, argument]: readonly string[]): void {
  if (task === 'check') {
    const found = disagreements(ownRelease(), argument);
    found.forEach((line) => process.stderr.write(`${line}\n`));
    process.exitCode = found.length > 0 ? 1 : 0;
  } else if (task === 'notes') process.stdout.write(`${sectionsOf(textOf('CHANGELOG.md'))[0]?.text ?? ''}\n`);
  else if (task === 'prepare' && argument !== undefined) {
    execFileSync('npm', ['version', argument, '--no-git-tag-version', '--allow-same-version'], { cwd: ROOT });
    for (const [file, text] of Object.entries(ownRelease().mentions)) {
      writeFileSync(join(ROOT, file), mentioning(argument, text));
    }
  } else throw new Error('check [TAG], notes or prepare VERSION');
}

if (require.main === module) main(process.argv.slice(2));
