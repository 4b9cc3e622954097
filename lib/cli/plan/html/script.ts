/** Filters what is shown, and opens everything for print. The page reads the same without it; its policy allows this text and no other script. */
export const SCRIPT = `
(() => {
  const entries = [...document.querySelectorAll('.entry')];
  const texts = new Map();
  const search = document.querySelector('#search');
  const impacts = [...document.querySelectorAll('.tools input[data-impact]')];
  const count = document.querySelector('.count');
  const textOf = (entry) => {
    if (!texts.has(entry)) texts.set(entry, entry.textContent.toLowerCase());
    return texts.get(entry);
  };
  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const shown = new Set(impacts.filter((each) => each.checked).map((each) => each.dataset.impact));
    let left = 0;
    for (const entry of entries) {
      const fits = shown.has(entry.dataset.impact) && words.every((word) => textOf(entry).includes(word));
      entry.hidden = !fits;
      if (fits) left += 1;
    }
    count.textContent = left + ' of ' + entries.length;
  };
  document.querySelector('.tools').hidden = false;
  search.addEventListener('input', filter);
  impacts.forEach((each) => each.addEventListener('change', filter));
  document.querySelector('#only').addEventListener('change', (event) => document.body.classList.toggle('only-changes', event.target.checked));
  document.querySelector('#all').addEventListener('click', () => {
    const shown = entries.filter((each) => !each.hidden);
    const open = shown.some((each) => !each.open);
    shown.forEach((each) => (each.open = open));
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.entry:not([open])')];
    opened.forEach((each) => (each.open = true));
  });
  addEventListener('afterprint', () => opened.forEach((each) => (each.open = false)));
  filter();
})();
`;
