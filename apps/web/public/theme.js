// Runs before the first paint, so that a chosen theme or density never flashes. See src/app/preferences.ts.
(function () {
  try {
    var root = document.documentElement;
    var theme = localStorage.getItem('weir.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (localStorage.getItem('weir.density') === 'compact') root.dataset.density = 'compact';
  } catch {
    // Storage is closed to this page: the system's theme it is.
  }
})();
