import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';

/** Numbers of system calls by Node's name of the architecture: [renameat2, prctl]. */
const LINUX_CALLS: Readonly<Record<string, readonly [number, number]>> = {
  x64: [316, 157],
  arm64: [276, 167],
  riscv64: [276, 167],
  loong64: [276, 167],
  arm: [382, 172],
  ppc64: [357, 171],
  s390x: [347, 172],
  ia32: [353, 172],
};

/**
 * Lets two folders of one file system change places, in one step of the kernel, so that no moment exists in which
 * either path is missing. Node has no function for it, so a program that is there does it: `mv`, perl or python. Returns
 * false where none can; then nothing has moved.
 */
export function exchange(a: string, b: string): boolean {
  const before = fs.statSync(a, { bigint: true }).ino;
  for (const [command, ...args] of helpers(a, b)) {
    spawnSync(command as string, args, { stdio: 'ignore', env: { ...process.env, LC_ALL: 'C' } });
    // Believe what happened, not the exit code.
    if (fs.statSync(b, { bigint: true }).ino === before) {
      return true;
    }
  }
  return false;
}

/** Each dies with this process (PR_SET_PDEATHSIG), so that nothing moves any more once a kill is seen to be over. */
function helpers(a: string, b: string): string[][] {
  const pid = String(process.pid);
  if (process.platform === 'linux') {
    const [rename, prctl] = LINUX_CALLS[process.arch] ?? [];
    const perl =
      `syscall(${prctl}, 1, 9); exit 1 if getppid() != $ARGV[2]; ` +
      `exit(syscall(${rename}, -100, $ARGV[0], -100, $ARGV[1], 2) == 0 ? 0 : 1)`;
    const python =
      'import ctypes,os,sys; c=ctypes.CDLL(None); c.prctl(1,9); a,b=map(os.fsencode,sys.argv[1:3]); ' +
      'os.getppid()==int(sys.argv[3]) and c.renameat2(-100,a,-100,b,2)';
    return [
      ...(rename === undefined ? [] : [['perl', '-e', perl, a, b, pid]]),
      ['mv', '--exchange', '--no-copy', '-T', a, b],
      ['python3', '-c', python, a, b, pid],
    ];
  }
  if (process.platform === 'darwin') {
    const perl = 'exit(syscall(488, -2, $ARGV[0], -2, $ARGV[1], 2) == 0 ? 0 : 1)';
    const python = 'import ctypes,os,sys; a,b=map(os.fsencode,sys.argv[1:3]); ctypes.CDLL(None).renamex_np(a,b,2)';
    return [
      ['/usr/bin/perl', '-e', perl, a, b],
      ['python3', '-c', python, a, b],
    ];
  }
  return [];
}
