import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: v';

/**
 * A repository with a change from a fork, number 7, which has left the target branch behind: what that changed since is not
 * its doing. `work` is a clone of it.
 */
export class ScratchRepository {
  public readonly root = mkdtempSync(join(tmpdir(), 'pipeline-'));
  public readonly origin = join(this.root, 'origin');
  public readonly work = join(this.root, 'work');
  public readonly base: string;
  public head: string;

  public constructor() {
    mkdirSync(this.origin);
    this.git(this.origin, 'init', '-q', '-b', 'main');
    this.commit('.gitignore', 'node_modules/\napp/\nplan/\n');
    this.base = this.commit('dist/web.k8s.yaml', `${MANIFEST}1\n`);
    this.git(this.origin, 'switch', '-qc', 'feature');
    this.head = this.commit('dist/web.k8s.yaml', `${MANIFEST}2\n`);
    this.propose();
    this.git(this.origin, 'switch', '-q', 'main');
    this.git(this.origin, 'branch', '-qD', 'feature');
    this.commit('dist/other.k8s.yaml', `${MANIFEST.replace('web', 'other')}1\n`);
    this.git(this.root, 'clone', '-q', `file://${this.origin}`, this.work);
    // As checkout does for a pull request.
    this.git(this.work, 'fetch', '-q', 'origin', '+refs/pull/7/head:refs/remotes/pull/7');
  }

  public git(cwd: string, ...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }

  public commit(file: string, text: string): string {
    mkdirSync(dirname(join(this.origin, file)), { recursive: true });
    writeFileSync(join(this.origin, file), text);
    this.git(this.origin, 'add', '-A');
    this.git(this.origin, 'commit', '-qm', 'a commit');
    return this.git(this.origin, 'rev-parse', 'HEAD');
  }

  /** Makes `head` the newest commit of the request. */
  public propose(number = 7): void {
    for (const name of ['pull', 'merge-requests']) {
      this.git(this.origin, 'update-ref', `refs/${name}/${number}/head`, this.head);
    }
  }

  public remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
