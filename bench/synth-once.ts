/* eslint-disable @typescript-eslint/no-require-imports -- each contestant loads only what it needs */
/** One contestant that runs in Node, once: `node synth-once.js CONTESTANT APPS FOLDER`. */
import * as fs from 'node:fs';
import * as path from 'node:path';

const [contestant = '', apps = '1', folder = ''] = process.argv.slice(2);
const names = Array.from({ length: Number(apps) }, (_, index) => `web-${index}`);

function main(): void {
  switch (contestant) {
    case 'library':
    case 'library-one-file': {
      const { Chart, YamlOutputType } = require('cdk8s') as typeof import('cdk8s');
      const { GitOpsApp, StatefulWebApp } = require('../lib') as typeof import('../lib');
      const { APP_PROPS } = require('./objects') as typeof import('./objects');
      const type = contestant === 'library' ? YamlOutputType.FILE_PER_CHART : YamlOutputType.FILE_PER_APP;
      const app = new GitOpsApp({ outdir: folder, yamlOutputType: type });
      for (const name of names) {
        new StatefulWebApp(new Chart(app, name, { namespace: 'default' }), name, APP_PROPS);
      }
      return app.synth();
    }
    case 'by-hand': {
      const { Chart } = require('cdk8s') as typeof import('cdk8s');
      const { GitOpsApp } = require('../lib') as typeof import('../lib');
      const { typedObjects } = require('./objects') as typeof import('./objects');
      const app = new GitOpsApp({ outdir: folder });
      names.forEach((name) => typedObjects(new Chart(app, name), name));
      return app.synth();
    }
    case 'cdk8s': {
      const { App } = require('cdk8s') as typeof import('cdk8s');
      const { plainChart } = require('./objects') as typeof import('./objects');
      const app = new App({ outdir: folder });
      names.forEach((name) => plainChart(app, name));
      return app.synth();
    }
    case 'cdk8s-plus': {
      const { App, Chart } = require('cdk8s') as typeof import('cdk8s');
      const { typedObjects } = require('./objects') as typeof import('./objects');
      const app = new App({ outdir: folder });
      names.forEach((name) => typedObjects(new Chart(app, name), name));
      return app.synth();
    }
    case 'floor-json':
    case 'floor-yaml': {
      const { plainObjects } = require('./objects') as typeof import('./objects');
      const { stringify } = require('yaml') as typeof import('yaml');
      const write = contestant === 'floor-json' ? (object: object): string => JSON.stringify(object) : stringify;
      fs.mkdirSync(folder, { recursive: true });
      for (const name of names) {
        fs.writeFileSync(
          path.join(folder, `${name}.yaml`),
          plainObjects(name)
            .map((object) => write(object))
            .join('\n---\n'),
        );
      }
      return;
    }
    default:
      throw new Error(`unknown contestant ${contestant}`);
  }
}

main();
