/** What is deployed, on a cluster that runs pods: set KUBECONFIG, or have a script that starts a node (docs/maintainers/testing.md). */
module.exports = require('./test/support/kubernetes/jest')('e2e');
