/* Everything works without this script; it adds comfort only. It holds no words: those stand in the page. */
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "yiwen:theme";
  var order = ["auto", "light", "dark"];
  var papers = { light: "#faf8f4", dark: "#15171b" };

  // Storage may be closed (private windows, file://): then the choice lives as long as the page.
  function read() {
    try { return localStorage.getItem(key); } catch (closed) { return null; }
  }
  function keep(theme) {
    try {
      if (theme === "auto") localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch (closed) { /* see above */ }
  }
  function show(theme) {
    if (papers[theme]) root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.querySelectorAll('meta[name="theme-color"]').forEach(function (meta) {
      meta.content = papers[theme] || papers[/dark/.test(meta.media) ? "dark" : "light"];
    });
  }
  function shown() { return root.dataset.theme || "auto"; }

  show(read());
  addEventListener("storage", function (event) { if (event.key === key) show(event.newValue); });
  addEventListener("pageshow", function (event) { if (event.persisted) show(read()); });

  addEventListener("DOMContentLoaded", function () {
    show(shown());
    var button = document.querySelector(".theme");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var theme = order[(order.indexOf(shown()) + 1) % order.length];
        keep(theme);
        show(theme);
      });
    }

    // Beside the text the contents stand open, also where ::details-content is not known.
    var contents = document.querySelector(".toc details");
    if (contents && matchMedia("(min-width: 80em)").matches) contents.open = true;

    // The tab of the section is in view on a phone. Widths are known with the first frame.
    var tab = document.querySelector(".tabs [aria-current]");
    if (tab) requestAnimationFrame(function () {
      var strip = tab.closest("ul");
      strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
    });

    // What scrolls sideways is reached by keyboard, also when it was folded away at first.
    if (window.ResizeObserver) {
      var watch = new ResizeObserver(function (changes) {
        changes.forEach(function (change) {
          var box = change.target;
          if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
          else box.removeAttribute("tabindex");
        });
      });
      document.querySelectorAll(".prose pre, .prose .scroll, .prose > table").forEach(function (box) {
        watch.observe(box);
      });
    }
  });
})();
