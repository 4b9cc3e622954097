import { byId } from './page';
import { PlanTab } from './plan-tab';

const NAMES = ['plan', 'write'] as const;
type Name = (typeof NAMES)[number];

/** Loaded when it is first shown: it brings a compiler. */
async function loadWriteTab(): Promise<void> {
  const { WriteTab } = await import('./write-tab');
  write ??= new WriteTab((side, text) => {
    plan.use(side, text);
    select('plan');
    tab('plan').focus();
  });
}
let write: object | undefined;
const plan = new PlanTab();

const tab = (name: Name): HTMLButtonElement => byId(`tab-${name}`, HTMLButtonElement);

function select(name: Name): void {
  for (const each of NAMES) {
    const isChosen = each === name;
    tab(each).setAttribute('aria-selected', String(isChosen));
    tab(each).tabIndex = isChosen ? 0 : -1;
    byId(`panel-${each}`, HTMLElement).hidden = !isChosen;
  }
  if (name === 'write') void loadWriteTab();
}

for (const [index, name] of NAMES.entries()) {
  tab(name).addEventListener('click', () => select(name));
  tab(name).addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = NAMES[(index + 1) % NAMES.length] ?? name;
    select(other);
    tab(other).focus();
  });
}

byId('theme', HTMLButtonElement).addEventListener('click', () => {
  const isDark = document.documentElement.classList.toggle('dark');
  // The key under which the other pages remember it.
  localStorage.setItem('vitepress-theme-appearance', isDark ? 'dark' : 'light');
});
