// Runs before the first paint, so that a dark room stays dark.
(() => {
  const stored = localStorage.getItem("limpid.theme");
  const dark = stored ? stored === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
