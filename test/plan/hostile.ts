import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Text that somebody who can write a manifest would write. */
export const HOSTILE: readonly string[] = [
  "d'$(touch pwned)'",
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned #',
  "'; touch pwned; '",
  '"; touch pwned; "',
  '\n touch pwned\n',
  '&& touch pwned',
  '| touch pwned',
  '> pwned',
  '${IFS}touch',
  '\\',
  '--all',
  '-A',
  '*',
  '%n%s',
  '\n/newline\n',
  '/approve',
  '/close\r\n',
  '\n::error::newline\n',
  '::error::forged',
  '##[error]forged',
  '##vso[task.complete]forged',
  '\nPass: nothing with impact rejected or worse.\n',
  '\n```\n# newline\n```\n',
  '```',
  '# forged',
  '\n\n# newline\n\n',
  '- forged',
  '\n1. newline\n',
  '> forged',
  '<img src=x onerror=forged>',
  '</details><h1>forged</h1>',
  '<!-- forged',
  '[forged](http://forged.com)',
  '![forged](//forged.com/x.png)',
  'http://forged.com',
  'www.forged.com',
  'forged@forged.com',
  '@forged !1 ~1 %1 &1 #1',
  'a|b|c\\|d',
  '\u202eforged',
  '\u2028forged\u2029',
  '\u0007\u001b[2Jforged',
  '{"a": [1, "b',
  'key: value\n- x: y',
  '"',
  ' ',
];

/** What a run of commands did: what each program was given, and whatever else happened. */
export interface Effects {
  readonly calls: readonly (readonly string[])[];
  readonly files: readonly string[];
  readonly complaints: string;
}

const STUBS = ['kubectl', 'argocd', 'flux', 'helm', 'git'];
const REAL = ['seq', 'sleep', 'sh'];

/** Runs commands in an empty folder, where nothing is installed but stubs that note their arguments. */
export function runCommands(commands: readonly string[]): Effects {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'commands-'));
  const [bin, work, log] = ['bin', 'work', 'log'].map((name) => path.join(root, name)) as [string, string, string];
  try {
    [bin, work].forEach((folder) => fs.mkdirSync(folder));
    for (const stub of STUBS) {
      const script = `#!/bin/sh\nprintf '%s\\0' $# ${stub} "$@" >>'${log}'\nprintf volume\n`;
      fs.writeFileSync(path.join(bin, stub), script, { mode: 0o755 });
    }
    for (const real of REAL) fs.symlinkSync(find(real), path.join(bin, real));
    const script = path.join(root, 'script');
    fs.writeFileSync(script, commands.map((each) => `${each} >/dev/null 2>>'${root}/complaints'\n`).join(''));
    let failed = '';
    try {
      execFileSync('/bin/sh', [script], { cwd: work, env: { PATH: bin }, stdio: 'pipe', timeout: 60_000 });
    } catch (error) {
      failed = String((error as { stderr?: Buffer }).stderr ?? error);
    }
    const complaints = path.join(root, 'complaints');
    return {
      calls: fs.existsSync(log) ? callsIn(fs.readFileSync(log, 'utf8').split('\0').slice(0, -1)) : [],
      files: fs.readdirSync(work),
      complaints: failed + (fs.existsSync(complaints) ? fs.readFileSync(complaints, 'utf8') : ''),
    };
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

/** Each call is noted as the number of its arguments, the program, and the arguments. */
function callsIn(words: readonly string[]): readonly (readonly string[])[] {
  const calls: (readonly string[])[] = [];
  for (let at = 0; at < words.length;) {
    const end = at + 2 + Number(words[at]);
    calls.push(words.slice(at + 1, end));
    at = end;
  }
  return calls;
}

function find(program: string): string {
  const folders = ['/usr/bin', '/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  const found = folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file));
  if (found === undefined) throw new Error(`${program} is not installed`);
  return found;
}
