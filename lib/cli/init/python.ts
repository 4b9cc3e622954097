import { ownDependencies } from '../own-package';
import type { NewProject } from './new-project';

/** A project in Python, with one app. */
export function pythonProject(name: string): NewProject {
  const requirements = Object.entries(ownDependencies()).map(([each, range]) => `${each}${pipRange(range)}`);
  return {
    files: new Map([
      ['requirements.txt', `${requirements.join('\n')}\n`],
      ['cdk8s.yaml', CDK8S],
      ['main.py', mainOf(name)],
      ['test_main.py', testOf(name)],
    ]),
    ignored: ['.venv/', '__pycache__/', 'build/', 'plan/'],
    next: 'python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt && python main.py && python -m unittest',
  };
}

/** `>=2.68.11,<3` of `^2.68.11`, and `>=0.2.0,<0.3` of `^0.2.0`. */
function pipRange(range: string): string {
  const [major = 0, minor = 0] = range.replace(/^\^/, '').split('.').map(Number);
  return `>=${range.replace(/^\^/, '')},<${major === 0 ? `0.${minor + 1}` : major + 1}`;
}

const CDK8S = `# For \`stateful-web-app synth\`, and for \`cdk8s synth\`, which deletes its output folder before it runs the app.
language: python
app: python main.py --outdir dist
output: build/cdk8s
`;

function mainOf(name: string): string {
  return `from cdk8s import Chart
from cdk8s_stateful_web_app import GitOpsApp, StatefulWebApp, StatefulClaim

app = GitOpsApp()
chart = Chart(app, "${name}", namespace="default")

StatefulWebApp(
    chart,
    "${name}",
    image="example/${name}:1.4",
    port=8080,
    replicas=2,
    claims=[StatefulClaim(name="pages", mount_path="/var/lib/${name}", size="1Gi")],
)

app.synth()
`;
}

function testOf(name: string): string {
  return `import subprocess
import sys
import tempfile
import unittest
from pathlib import Path


def files_in(folder):
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in files}


class MainTest(unittest.TestCase):
    def test_dist_is_what_main_gives(self):
        """Otherwise: python main.py, and commit dist."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "dist")
            subprocess.run([sys.executable, "main.py", "--outdir", out, "--quiet"], check=True)
            self.assertEqual(files_in(out), files_in("dist"))

    def test_claims_keep_the_names_that_their_data_depends_on(self):
        text = Path("dist/${name}.k8s.yaml").read_text()
        self.assertIn("serviceName: ${name}\\n", text)
        self.assertIn("        name: pages\\n", text)
`;
}
