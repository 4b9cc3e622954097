/** What synth emits, on a real API server: set KUBEBUILDER_ASSETS or KUBECONFIG (docs/maintainers/testing.md). */
module.exports = require('./test/support/kubernetes/jest')('apiserver');
