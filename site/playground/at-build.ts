/** What the build of the page needs of the engine. */
export { SCRIPT } from '../../lib/cli/plan/html/script';
export { STYLE } from '../../lib/cli/plan/html/style';
export { answer } from './engine';
export { OPENING } from './opening';
