import type { Command } from 'commander';
import { choose } from '../plan/choices';
import type { Register } from '../command';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const HELP = `
Examples:
  source <(stateful-web-app completion bash)
  source <(stateful-web-app completion zsh)
  stateful-web-app completion fish > ~/.config/fish/completions/stateful-web-app.fish`;

/** `completion`: a script by which a shell completes commands, options and files. */
export const completionCommand: Register = (program, io) => {
  program
    .command('completion')
    .description('Print the script by which a shell completes commands and options')
    .argument('<shell>', SHELLS.join(', '))
    .addHelpText('after', HELP)
    .action((given: string) => {
      const shell = choose('the shell', given, SHELLS);
      io.stdout.write(shell === 'fish' ? fish(program) : bash(program, shell === 'zsh'));
    });
};

/** zsh reads it through its own layer for bash. */
function bash(program: Command, isZsh: boolean): string {
  const cases = program.commands.map((command) => `    ${command.name()}) words='${flagsOf(command).join(' ')}' ;;`);
  return `${isZsh ? 'autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n' : ''}_stateful_web_app() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then words='${namesOf(program).join(' ')} --help --version'
  else case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac; fi
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=(); fi ;;
  esac
}
complete -o default -F _stateful_web_app stateful-web-app
`;
}

function fish(program: Command): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = program.commands.flatMap((command) => [
    `complete -c stateful-web-app -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.description())}`,
    ...command.options.map(({ long, description, required }) => {
      const flag = (long ?? '').replace(/^--/, '');
      const seen = `'__fish_seen_subcommand_from ${command.name()}'`;
      return `complete -c stateful-web-app -n ${seen} -l ${flag}${required ? ' -r' : ''} -d ${quoted(description)}`;
    }),
  ]);
  return `${lines.join('\n')}\n`;
}

function namesOf(program: Command): string[] {
  return program.commands.map((command) => command.name());
}

function flagsOf(command: Command): string[] {
  return [...command.options.flatMap(({ short, long }) => [short, long].flatMap((flag) => flag ?? [])), '--help'];
}
