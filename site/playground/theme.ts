/** Before anything is drawn: dark or light, as on the other pages. */
const chosen = localStorage.getItem('vitepress-theme-appearance') ?? 'auto';
const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.classList.toggle('dark', chosen === 'dark' || (chosen !== 'light' && prefersDark));
