/*
 * Shows the chosen theme, or that of the system. A script of its own, which the head loads and waits for: what modules
 * do comes after the first paint, and a page that is dark by choice would flash.
 */
(() => {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    const theme = localStorage.getItem('laurel.theme') ?? (dark.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.media = meta.dataset.theme === theme ? 'all' : 'not all';
  };
  show();
  dark.addEventListener('change', show);
  // Another tab has chosen, or this one.
  window.addEventListener('storage', show);
  window.addEventListener('laurel.theme', show);
})();
