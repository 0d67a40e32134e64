/* Lists what articles put into "yiwen:bookmarks": [{url, title, added, lang?}], newest first. */
(function () {
  "use strict";
  var key = "yiwen:bookmarks";
  var box = document.querySelector(".bookmarks");
  var list = box.querySelector("ol");
  var all = box.querySelector(".bookmarks-all");
  var sure = box.querySelector(".bookmarks-sure");
  var ask = box.querySelector('[data-do="ask"]');
  var home = new URL("..", location.href); // of the edition: a bookmark is read in the one at hand

  function read() {
    try {
      var kept = JSON.parse(localStorage.getItem(key));
      return Array.isArray(kept) ? kept.filter(isKept) : [];
    } catch (damaged) { return []; }
  }
  function isKept(item) {
    return item && typeof item.url === "string" && /^[^:\\/][^:\\]*$/.test(item.url); // a path, no other site
  }
  function write(items) {
    try {
      if (items.length) localStorage.setItem(key, JSON.stringify(items));
      else localStorage.removeItem(key);
    } catch (closed) { /* nothing was kept either */ }
    show();
  }

  function row(item) {
    var made = box.querySelector("template").content.cloneNode(true);
    var link = made.querySelector("a");
    var time = made.querySelector("time");
    var added = new Date(item.added);
    link.href = new URL(item.url, home).href;
    link.textContent = made.querySelector("[data-title]").textContent = item.title || item.url;
    if (item.lang) link.lang = item.lang;
    if (isNaN(added)) time.remove();
    else {
      time.dateTime = added.toISOString();
      time.textContent = added.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    }
    made.querySelector("button").dataset.url = item.url;
    return made;
  }
  function show() {
    var items = read();
    list.replaceChildren.apply(list, items.map(row));
    box.querySelector(".bookmarks-none").hidden = items.length > 0;
    box.querySelector("output").textContent = items.length;
    all.hidden = !items.length;
    sure.hidden = true;
    ask.hidden = box.hidden = false;
  }
  function confirm(asked) {
    ask.hidden = asked;
    sure.hidden = !asked;
    (asked ? sure.querySelector('[data-do="keep"]') : ask).focus();
  }

  box.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    var task = button.dataset.do;
    if (task === "ask" || task === "keep") return confirm(task === "ask");
    // The focus goes to the next row: it must not fall out of the list.
    var at = Array.prototype.indexOf.call(list.children, button.closest("li"));
    write(task === "clear" ? [] : read().filter(function (item) { return item.url !== button.dataset.url; }));
    var next = list.children[Math.min(at, list.children.length - 1)];
    if (next) next.querySelector("button").focus();
    else document.querySelector("main").focus();
  });
  addEventListener("storage", function (event) { if (event.key === key || event.key === null) show(); });
  addEventListener("pageshow", function (event) { if (event.persisted) show(); });
  show();
})();
