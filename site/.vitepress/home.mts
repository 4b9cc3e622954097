/** The first page: what the project is for, in three sentences, and where to begin. */
export const HOME = {
  layout: 'home',
  hero: {
    name: 'cdk8s-stateful-web-app',
    text: 'Lose no data to a commit',
    tagline:
      'Web applications that keep state on Kubernetes, written in TypeScript. Before a change is applied, the plan says what it does to which pods and which data.',
    actions: [
      { theme: 'brand', text: 'Try a plan in your browser', link: '/playground/', target: '_self' },
      { theme: 'alt', text: 'The first app', link: '/guide/first-app' },
    ],
  },
  features: [
    {
      title: 'Says it before it happens',
      details:
        'A size that the API server rejects, a rename that leaves a pod without its disk, a Service that selects nobody: the plan names the pods and the data, and says what to do instead.',
      link: '/reference/plan',
    },
    {
      title: 'For the manifests of anybody',
      details: 'cdk8s, Helm, Kustomize or by hand; kubectl, Argo CD, Flux or Helm in the pipeline.',
      link: '/reference/pipelines',
    },
    {
      title: 'Volumes that grow through git',
      details: 'Stable names, larger volumes, snapshots and restore, without a restart and without a ticket.',
      link: '/guide/growth',
    },
    {
      title: 'Adopts what runs already',
      details: 'Reads a namespace or a chart, and writes a program whose plan against it is empty.',
      link: '/guide/adoption',
    },
  ],
};
