/* Everything works without this script; it adds comfort only. It holds no words: those stand in the page. */
(function () {
  "use strict";
  var root = document.documentElement;
  var own = document.currentScript;
  var home = new URL("..", own.src).href;

  // null: nothing is kept. undefined: storage is closed (private windows), nothing can be.
  function read(name) {
    try { return localStorage.getItem("yiwen:" + name); } catch (closed) { return undefined; }
  }
  function keep(name, value) {
    try { localStorage.setItem("yiwen:" + name, value); } catch (closed) { /* it lives as long as the page */ }
  }

  // ---- colours ----
  var order = ["auto", "light", "dark"];
  var papers = { light: "#faf8f4", dark: "#15171b" };
  var bars = Object.keys(papers).map(function (scheme) {
    var meta = document.createElement("meta"); // what browsers colour around the page
    meta.name = "theme-color";
    meta.media = "(prefers-color-scheme: " + scheme + ")";
    document.head.append(meta);
    return meta;
  });
  function show(theme) {
    if (papers[theme]) root.dataset.theme = theme;
    else delete root.dataset.theme;
    bars.forEach(function (meta) { meta.content = papers[theme] || papers[/dark/.test(meta.media) ? "dark" : "light"]; });
  }
  function shown() { return root.dataset.theme || "auto"; }
  show(read("theme"));
  addEventListener("storage", function (event) { if (event.key === "yiwen:theme") show(event.newValue); });
  addEventListener("pageshow", function (event) { if (event.persisted) show(read("theme")); });

  // ---- variants: the page's editions, each with its folder below the site's root ----
  var editions = new Map((own.dataset.editions || "").split(" ").map(function (pair) { return pair.split(":"); }));
  var here = home + editions.get(root.lang);
  var chosen = read("variant");

  // What was chosen by a click is followed when a reader comes from outside: not on the site's own
  // links, not back, not again. A crawler chooses nothing.
  if (chosen !== root.lang && editions.has(chosen)
      && document.referrer.indexOf(home) && location.href.indexOf(here) === 0
      && performance.getEntriesByType("navigation")[0].type === "navigate") {
    location.replace(home + editions.get(chosen) + location.href.slice(here.length));
  }

  // What the browser's languages ask for: the first that is Chinese counts.
  function wanted() {
    for (var tag of navigator.languages) {
      try {
        var asked = new Intl.Locale(tag.replace(/_/g, "-").replace(/^zh-ch([ts])$/i, "zh-Han$1")).maximize();
        if (/^(zh|yue|cmn|wuu|nan|hak|gan|lzh)$/.test(asked.language)) {
          if (asked.script === "Hans") return "zh-Hans";
          if (asked.script === "Hant") return /HK|MO/.test(asked.region) ? "zh-Hant-HK" : "zh-Hant-TW";
        }
      } catch (unknown) { /* the next */ }
    }
  }
  function offer() {
    var variant = wanted();
    // Where the page has no edition for Hong Kong, Taiwan's is nearer than Simplified.
    if (/Hant/.test(variant) && !editions.has(variant)) variant = variant === "zh-Hant-HK" ? "zh-Hant-TW" : "zh-Hant-HK";
    var bar = document.querySelector(".offer");
    var words = document.querySelector('.variants [lang="' + variant + '"]');
    if (!bar || !words || chosen !== null || variant === root.lang || read("offer") === variant) return;
    var link = bar.querySelector("a");
    link.href = words.href;
    link.hreflang = bar.firstChild.lang = variant;
    link.textContent = words.title;
    bar.hidden = false;
    bar.querySelector("button").addEventListener("click", function () {
      keep("offer", variant);
      bar.hidden = true;
    });
  }

  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    if (link.matches(".offer a, .variants a, .article-variants a")) keep("variant", link.hreflang);
    // A disk gives no index.html for a folder.
    if (link.protocol === "file:" && /\/$/.test(link.pathname)) link.pathname += "index.html";
  });

  // ---- search: its script comes when it is asked for ----
  var loaded;
  function load() {
    loaded = loaded || new Promise(function (done, failed) {
      if (window.yiwenSearch) return done();
      var script = document.createElement("script");
      script.src = own.src.replace("yiwen.js", "search.js");
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return loaded;
  }

  addEventListener("DOMContentLoaded", function () {
    offer();

    var button = document.querySelector(".theme");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var theme = order[(order.indexOf(shown()) + 1) % order.length];
        keep("theme", theme);
        show(theme);
      });
    }

    var opener = document.querySelector(".search-open");
    function open(event) {
      event.preventDefault();
      load().then(function () { yiwenSearch.open(); }).catch(function () { location = opener.href; });
    }
    function prepare() { load().catch(function () {}); }
    if (opener) {
      opener.addEventListener("pointerenter", prepare);
      opener.addEventListener("focus", prepare);
      opener.addEventListener("click", function (event) {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
      });
      addEventListener("keydown", function (event) {
        var held = event.ctrlKey || event.metaKey;
        if (!event.altKey && (held ? event.key === "k" : event.key === "/"
            && !event.target.closest("input, textarea, select, [contenteditable]"))) open(event);
      });
    }

    // Beside the text the contents stand open, also where ::details-content is not known.
    var contents = document.querySelector(".toc details");
    if (contents && matchMedia("(min-width: 80em)").matches) contents.open = true;

    // The tab of the section is in view on a phone. Widths are known with the first frame.
    var tab = document.querySelector(".tabs [aria-current]");
    if (tab) requestAnimationFrame(function () {
      var strip = tab.parentNode;
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
