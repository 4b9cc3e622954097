import { choose } from '../plan/choices';
import type { Register } from '../command';

const LANGUAGES = ['typescript', 'python'] as const;
const HOSTS = ['github', 'gitlab', 'none'] as const;

const HELP = `
Writes a program with one app, its tests, and a pipeline that checks and plans each change. Nothing is installed, and no file is overwritten.

Examples:
  npx cdk8s-stateful-web-app init wiki
  npx cdk8s-stateful-web-app init wiki --language python --host gitlab`;

/** `init`: a project with its tests and its pipeline. */
export const initCommand: Register = (program, io) => {
  program
    .command('init')
    .description('Write a new project: a program, its tests and its pipeline')
    .argument('[folder]', 'where to write it; its name becomes that of the app', '.')
    .option('--language <language>', LANGUAGES.join(', '), 'typescript')
    .option('--host <host>', `whose pipeline: ${HOSTS.join(', ')}`, 'github')
    .addHelpText('after', HELP)
    .action((folder: string, flags: { readonly language: string; readonly host: string }) => {
      const language = choose('--language', flags.language, LANGUAGES);
      const host = choose('--host', flags.host, HOSTS);
      const { runInit } = require('../init/run-init') as typeof import('../init/run-init');
      runInit({ folder, language, host }, io);
    });
};
