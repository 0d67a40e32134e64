/* Search: loaded when a reader asks for it. It holds no words: those stand in the page of search, which the
   dialog on other pages takes its box from. What is looked for is folded here as the build folded the texts
   (hooks/yiwen/searching.py), and given to Pagefind's worker as a phrase of single characters. */
(function () {
  "use strict";
  // How many hits are shown, and how much is looked through, at once: a shard is some 150 KB a query.
  var line = navigator.connection;
  var slow = line && (line.saveData || /[23]g/.test(line.effectiveType));
  var SHOWN = 20, PAGES = slow ? 1 : 1200, SHARDS = 4, PARTS = 8;
  var files = new URL("../search/", document.currentScript.src).href;
  var opener = document.querySelector(".search-open");
  var box = document.querySelector("main .search");
  var onPage = !!box;
  var page = onPage ? location.href.split(/[?#]/)[0] : opener.href;
  var home = new URL("..", page).href;
  var edition = document.documentElement.lang;
  var dialog, form, list, row, ready, state;

  // ---- folding ----
  var LETTER = /[a-zA-Z\u00c0-\u024f\u0370-\u052f\uff21-\uff3a\uff41-\uff5a]/;
  var DIGIT = /[0-9\uff10-\uff19]/;
  var alike = new Map();
  var known = new Map();

  function fold(character) {
    var folded = known.get(character);
    if (folded === undefined) {
      folded = Array.from(character.toLowerCase().normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "").normalize("NFC"));
      known.set(character, folded = folded.map(function (each) { return alike.get(each) || each; }));
    }
    return folded;
  }

  // The words of a text, one for each character, and where they stand. In a text of a page (inside)
  // something begins at humps and between letters and digits too.
  function read(text, inside) {
    var words = [], before = "", at = 0;
    var characters = Array.from(text);
    characters.forEach(function (each, place) {
      var next = characters[place + 1] || "";
      var end = at + each.length;
      var letter = LETTER.test(each), digit = DIGIT.test(each);
      var ran = LETTER.test(before) || DIGIT.test(before);
      var begins = !ran || inside && (letter ? DIGIT.test(before) : LETTER.test(before))
        || inside && /[A-Z]/.test(each) && (/[a-z]/.test(before) || /[A-Z]/.test(before) && /[a-z]/.test(next));
      if (each === "." && /[0-9]/.test(before) && /[0-9]/.test(next)) words.push({ word: "dot", at: at, end: end });
      fold(each).forEach(function (one) {
        var named = /[0-9]/.test(one) ? ["n", "m", "abcdefghij"[one]] : /[a-z\u00c0-\u024f\u0370-\u052f]/.test(one) ? ["z", "x", one] : null;
        words.push({
          word: named ? named[0] + named[2] : one,
          begun: named && (letter || digit) && begins ? named[1] + named[2] : "",
          at: at, end: end
        });
      });
      before = each;
      at = end;
    });
    return words;
  }

  function write(text) {
    return read(text).map(function (each) { return each.begun || each.word; }).join(" ");
  }

  // Where in a text one of the phrases stands first: [start, end].
  function find(text, phrases) {
    var words = read(text, true);
    for (var phrase of phrases) {
      var wanted = phrase.split(" ");
      for (var at = 0; at + wanted.length <= words.length; at++) {
        var place = 0;
        while (place < wanted.length && (words[at + place].word === wanted[place] || words[at + place].begun === wanted[place])) place++;
        if (place === wanted.length) return [words[at].at, words[at + place - 1].end];
      }
    }
  }

  // A phrase, and the same with the glossary's other words for what it names.
  function spell(phrase, groups) {
    var found = [phrase];
    groups.forEach(function (group) {
      found.slice().forEach(function (each) {
        group.forEach(function (word) {
          if ((" " + each + " ").includes(" " + word + " ")) group.forEach(function (other) {
            var changed = (" " + each + " ").replaceAll(" " + word + " ", " " + other + " ").trim();
            if (!found.includes(changed) && found.length < 8) found.push(changed);
          });
        });
      });
    });
    return found;
  }

  // ---- the index ----
  function get(name) {
    return fetch(files + name, name.includes("?") ? {} : { cache: "no-cache" }).then(function (answer) {
      if (!answer.ok) throw new Error(name);
      return answer.json();
    });
  }

  function Index(about) {
    var worker = new Worker(files + "pagefind-worker.js?v=" + about.version);
    var waiting = new Map(), number = 0, opened = {}, tables = {};
    worker.onmessage = function (event) {
      var wait = waiting.get(event.data.id);
      waiting.delete(event.data.id);
      if (event.data.error) wait[1](new Error(event.data.error));
      else wait[0](event.data.result);
    };
    worker.onerror = function () {
      ready = null;
      waiting.forEach(function (wait) { wait[1](new Error("worker")); });
      waiting.clear();
    };
    function ask(name, method, values) {
      return new Promise(function (done, failed) {
        waiting.set(++number, [done, failed]);
        worker.postMessage({ id: number, instanceId: name, method: method, args: values });
      });
    }
    // Shards lie in one folder; to Pagefind each is a language. It takes no folder twice: hence the dot.
    function open(shards) {
      var name = shards[0][0];
      var same = { metaCacheTag: about.version };
      opened[name] = opened[name] || ask(name, "init", [Object.assign({ basePath: files, baseUrl: "/", language: name }, same)])
        .then(function () {
          return Promise.all(shards.slice(1).map(function (shard) {
            return ask(name, "mergeIndex", [files + "./", Object.assign({ language: shard[0] }, same)]);
          }));
        }).then(function () { return name; });
      return opened[name];
    }
    function table(shard) {
      tables[shard] = tables[shard] || get(shard + "." + edition + ".json?v=" + about.version);
      return tables[shard];
    }
    // The page that a part of the index belongs to; none when it stands in other editions only.
    async function own(id) {
      var place = id.split("_"), names = await table(place[0]);
      return names.rows[names.parts[place[1]]];
    }
    // What has one of the phrases: page -> score.
    async function look(name, phrases) {
      var hits = new Map();
      for (var phrase of phrases) {
        for (var result of (await ask(name, "search", ['"' + phrase + '"', {}])).results) {
          var row = await own(result.id);
          if (row) hits.set(row, Math.max(result.score, hits.get(row) || 0));
        }
      }
      return hits;
    }
    // {address, title, day, category, tags, score, whole} of what some shards have: one of the phrases
    // (whole), or else something of each part, which stood between spaces.
    this.search = async function (shards, phrases, parts) {
      var name = await open(shards);
      var whole = await look(name, phrases), hits = new Map(whole), both = null;
      for (var part of parts) {
        var found = await look(name, part);
        both = new Map(Array.from(found).filter(function (hit) { return !both || both.has(hit[0]); })
          .map(function (hit) { return [hit[0], hit[1] + (both ? both.get(hit[0]) : 0)]; }));
        if (!both.size) break;
      }
      (both || []).forEach(function (score, row) { if (!hits.has(row)) hits.set(row, score); });
      return Array.from(hits, function (hit) {
        var row = hit[0];
        return { address: row[0], title: row[1], day: row[2], category: row[3], tags: row[4], score: hit[1], whole: whole.has(row) };
      });
    };
  }

  function prepare() {
    ready = ready || get(edition + ".json").then(function (about) {
      if (!about.shards) return null;
      return get("words.json?v=" + about.version).then(function (words) {
        var to = Array.from(words.to);
        Array.from(words.from).forEach(function (each, place) { alike.set(each, to[place]); });
        fill("category", about.categories);
        fill("tag", about.tags);
        fill("year", about.years.map(function (year) { return [year[0], year[0], year[1]]; }));
        restore();
        return { about: about, groups: words.words, index: new Index(about), names: new Map(about.categories) };
      });
    });
    ready.catch(function () { ready = null; });
    return ready;
  }

  function fill(name, choices) {
    choices.forEach(function (choice) {
      form.elements[name].append(new Option(choice[1] + " (" + choice[2] + ")", choice[0]));
    });
    form.elements[name].disabled = !choices.length;
  }

  // ---- searching ----
  function chosen() {
    return Object.fromEntries(Array.from(new FormData(form), function (pair) { return [pair[0], pair[1].trim()]; })
      .filter(function (pair) { return pair[1]; }));
  }

  function batches(shards, year) {
    var made = [], pages = 0;
    shards.forEach(function (shard) {
      if (year && (shard[1] > year || shard[2] < year)) return;
      var last = made[made.length - 1];
      if (!last || pages + shard[3] > PAGES || last.length === SHARDS) made.push(last = []), pages = 0;
      last.push(shard);
      pages += shard[3];
    });
    return made;
  }

  async function start() {
    var wish = chosen();
    var mine = state = { wish: wish, hits: [], shown: 0 };
    if (!wish.q) { keep(wish); return clear(); }
    try {
      say("busy");
      var tools = await prepare();
      if (mine !== state) return;
      if (!tools) { clear(); return say("absent"); }
      keep(wish = mine.wish = chosen());
      var phrase = write(wish.q || "");
      if (!phrase) { clear(); return say("none"); }
      mine.tools = tools;
      mine.phrases = spell(phrase, tools.groups);
      mine.parts = wish.q.split(/\s+/).map(write).filter(Boolean).slice(0, PARTS).map(function (part) {
        return spell(part, tools.groups);
      });
      if (mine.parts.length < 2) mine.parts = [];
      mine.left = batches(tools.about.shards, +wish.year);
      await more(mine);
    } catch (problem) {
      if (mine === state) { clear(); say("failed"); }
    }
  }

  // Newest first: older shards are looked through while there is little to show.
  async function more(mine) {
    var first = !mine.shown, wanted = mine.shown + SHOWN;
    while (mine.left.length && mine.hits.length < wanted) {
      var some = await mine.tools.index.search(mine.left[0], mine.phrases, mine.parts);
      if (mine !== state) return;
      mine.left.shift();
      mine.hits = mine.hits.concat(order(some.filter(function (hit) { return suits(hit, mine.wish); }), mine));
    }
    if (first) list.textContent = "";
    mine.hits.slice(mine.shown, wanted).forEach(function (hit) { show(hit, mine); });
    mine.shown = Math.min(wanted, mine.hits.length);
    say(mine.left.length ? "some" : mine.hits.length ? "found" : "none", mine.hits.length);
    box.querySelector('[data-do="more"]').hidden = !mine.left.length && mine.shown === mine.hits.length;
  }

  function suits(hit, wish) {
    return (!wish.category || hit.category === wish.category) && (!wish.tag || hit.tags.includes(wish.tag))
      && (!wish.year || hit.day.slice(0, 4) === wish.year);
  }

  // What has the whole first, then titles, then what Pagefind thinks; or by day.
  function order(hits, mine) {
    hits.forEach(function (hit) {
      hit.phrases = hit.whole ? mine.phrases : mine.parts.flat();
      hit.titled = find(hit.title, hit.phrases);
    });
    return hits.sort(function (one, other) {
      return mine.wish.order ? other.day.localeCompare(one.day) || other.score - one.score
        : other.whole - one.whole || !!other.titled - !!one.titled || other.score - one.score || other.day.localeCompare(one.day);
    });
  }

  // ---- showing ----
  function say(name, number) {
    box.querySelectorAll("[data-say]").forEach(function (each) {
      each.hidden = each.dataset.say !== name;
      var output = each.querySelector("output");
      if (output) output.textContent = number;
    });
  }

  function clear() {
    list.textContent = "";
    say();
    box.querySelector('[data-do="more"]').hidden = true;
  }

  function mark(place, text, found) {
    place.textContent = text;
    if (!found) return;
    var tail = place.firstChild.splitText(found[0]);
    tail.splitText(found[1] - found[0]);
    var marked = document.createElement("mark");
    tail.replaceWith(marked);
    marked.append(tail);
  }

  var seen = new IntersectionObserver(function (changes) {
    changes.forEach(function (change) {
      if (!change.isIntersecting) return;
      seen.unobserve(change.target);
      excerpt(change.target);
    });
  });

  function show(hit, mine) {
    var item = row.content.cloneNode(true).firstElementChild;
    var link = item.querySelector("a");
    link.href = home + hit.address;
    mark(item.querySelector(".hit-title"), hit.title, hit.titled);
    var time = item.querySelector("time");
    time.dateTime = time.textContent = hit.day;
    time.hidden = !hit.day;
    item.querySelector("[data-category]").textContent = mine.tools.names.get(hit.category) || "";
    item.phrases = hit.phrases;
    list.append(item);
    seen.observe(item);
  }

  // The page itself says where: readers who go there have it already.
  var texts = new Map();
  function text(address) {
    if (!texts.has(address)) texts.set(address, fetch(address).then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (html) {
        var prose = new DOMParser().parseFromString(html, "text/html").querySelector(".article .prose");
        return prose ? prose.textContent.replace(/\s+/g, " ").trim() : "";
      }).catch(function () { return ""; }));
    return texts.get(address);
  }

  async function excerpt(item) {
    var link = item.querySelector("a");
    var whole = await text(link.href);
    var found = find(whole, item.phrases);
    var from = found ? Math.max(0, found[0] - 24) : 0;
    var part = whole.slice(from, from + 110);
    if (from) part = "…" + part;
    var shift = from ? 1 - from : 0;
    mark(item.querySelector(".hit-text"), part + (from + 110 < whole.length ? "…" : ""), found && [found[0] + shift, found[1] + shift]);
    if (found) link.hash = ":~:text=" + encodeURIComponent(widen(whole, found)).replace(/-/g, "%2D");
  }

  // Browsers highlight whole words only.
  function widen(whole, found) {
    if (!window.Intl || !Intl.Segmenter) return whole.slice(found[0], found[1]);
    var from = Math.max(0, found[0] - 40), start = found[0], end = found[1];
    for (var piece of new Intl.Segmenter(edition, { granularity: "word" }).segment(whole.slice(from, found[1] + 40))) {
      var at = from + piece.index, to = at + piece.segment.length;
      if (at < found[0] && to > found[0]) start = at;
      if (at < found[1] && to > found[1]) end = to;
    }
    return whole.slice(start, end);
  }

  // ---- the box ----
  function keep(wish) {
    if (onPage && !asked) history.replaceState(null, "", page + (Object.keys(wish).length ? "?" + new URLSearchParams(wish) : ""));
  }

  // What the address asks for: the words at once, the rest when there is something to choose from.
  var asked = onPage && new URLSearchParams(location.search);
  function restore() {
    if (asked) asked.forEach(function (value, name) {
      var field = form.elements.namedItem(name); // elements["length"] is none
      if (field) field.value = value;
    });
    asked = null;
  }

  function move(event) {
    var links = Array.from(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    var input = form.elements.q;
    if (event.key === "Escape" && dialog) { event.preventDefault(); dialog.close(); }
    if (event.isComposing || !/^Arrow(Up|Down)$/.test(event.key) || at < 0 && event.target !== input) return;
    var next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    if (next) next.focus();
    else if (event.key === "ArrowUp") input.focus();
  }

  function begin() {
    form = box.querySelector("form");
    list = box.querySelector(".hits");
    row = box.querySelector("template");
    var soon;
    form.addEventListener("input", function (event) {
      clearTimeout(soon);
      if (!event.isComposing) soon = setTimeout(start, 200);
    });
    form.addEventListener("compositionend", function () { clearTimeout(soon); soon = setTimeout(start, 200); });
    form.addEventListener("submit", function (event) {
      if (!onPage) return;
      event.preventDefault();
      clearTimeout(soon);
      start();
    });
    box.addEventListener("keydown", move);
    box.querySelector('[data-do="more"]').addEventListener("click", function () {
      var mine = state;
      more(mine).catch(function () { if (mine === state) say("failed"); });
    });
  }

  async function take() {
    var answer = await fetch(page);
    if (!answer.ok) throw new Error(page);
    var there = new DOMParser().parseFromString(await answer.text(), "text/html");
    edition = there.documentElement.lang;
    box = document.importNode(there.querySelector("main .search"), true);
    dialog = document.createElement("dialog");
    dialog.className = "search-dialog";
    dialog.lang = edition;
    dialog.setAttribute("aria-label", there.querySelector("h1").textContent);
    dialog.append(box);
    document.body.append(dialog);
    begin();
    form.action = page;
    var close = box.querySelector('[data-do="close"]');
    close.hidden = false;
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    // A page that is shown from memory again has the dialog closed.
    addEventListener("pagehide", function () { dialog.close(); });
  }

  var taken;
  window.yiwenSearch = {
    open: async function () {
      if (onPage) return form.elements.q.focus();
      await (taken = taken || take().catch(function (problem) { taken = null; throw problem; }));
      if (!dialog.open) dialog.showModal();
      form.elements.q.focus();
      form.elements.q.select();
      prepare().catch(function () {});
    }
  };

  if (onPage) {
    begin();
    form.elements.q.value = asked.get("q") || "";
    if (!asked.get("q")) form.elements.q.focus({ preventScroll: true });
    prepare().catch(function () {});
    start();
  }
})();
