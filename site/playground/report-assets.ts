export { SCRIPT } from '../../lib/cli/plan/html/script';
export { STYLE } from '../../lib/cli/plan/html/style';
