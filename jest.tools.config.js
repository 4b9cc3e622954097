/** The plan against the tools themselves, on a real API server: needs what `npm run tools` builds (docs/maintainers/testing.md). */
module.exports = require('./test/support/kubernetes/jest')('tools');
