/* Comfort on articles. It holds no words: those stand in the page, where they are converted.

   Bookmarks: localStorage "yiwen:bookmarks" is a JSON array of {url, title, added, lang}, newest first. url is the
   article's path below the site's root as in a link, without the edition's folder (blog/2025/12/12/fed/); title is
   as it was read, in lang; added is a moment in ISO 8601. */
(function () {
  "use strict";
  var root = document.documentElement;
  var title = document.querySelector("h1");

  function all(selector) { return Array.from(document.querySelectorAll(selector)); }
  function on(name, does) {
    var button = document.querySelector('[data-do="' + name + '"]');
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () { does(button); });
    return button;
  }
  function address() {
    var canonical = document.querySelector('link[rel="canonical"]');
    return canonical ? canonical.href : location.href.split("#")[0];
  }

  // ---- copying: the button says for a while that it is done ----
  var status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.querySelector(".share").append(status);
  function copy(text, button) {
    navigator.clipboard.writeText(text).then(function () {
      var words = button.querySelectorAll(".swap span");
      function swap(done) {
        words[0].hidden = done;
        words[1].hidden = !done;
        status.textContent = done ? words[1].textContent : "";
      }
      swap(true);
      setTimeout(swap, 2000, false);
    }).catch(function () { /* not allowed: the button says nothing */ });
  }
  if (navigator.clipboard) {
    on("copy", function (button) { copy(address(), button); });
    var model = document.querySelector(".copy-code");
    if (model) all(".prose pre:not(.mermaid) > code").forEach(function (code) {
      var box = code.closest(".highlight");
      if (!box) {
        box = document.createElement("div");
        box.className = "highlight";
        code.parentNode.replaceWith(box);
        box.append(code.parentNode);
      }
      var button = model.cloneNode(true);
      button.hidden = false;
      button.addEventListener("click", function () { copy(code.textContent.replace(/\n$/, ""), button); });
      box.append(button);
    });
  }
  all(".share-links a").forEach(function (link) { link.target = "_blank"; link.rel = "noopener nofollow"; });
  if (navigator.share) on("send", function () {
    navigator.share({ title: title.textContent, url: address() }).catch(function () { /* thought better of it */ });
  });

  // ---- bookmark ----
  var key = "yiwen:bookmarks";
  function read() {
    try {
      var list = JSON.parse(localStorage.getItem(key));
      return Array.isArray(list) ? list.filter(Boolean) : [];
    } catch (damaged) { return []; }
  }
  try {
    localStorage.getItem(key); // throws where storage is closed: then there is no button
    var keep = on("keep", function () {
      var url = keep.dataset.url;
      var list = read();
      var others = list.filter(function (item) { return item.url !== url; });
      if (others.length === list.length) others.unshift({
        url: url, title: title.textContent, added: new Date().toISOString(), lang: root.lang
      });
      try { localStorage.setItem(key, JSON.stringify(others)); } catch (full) { /* shown as it is */ }
      show();
    });
    show();
    addEventListener("storage", show);
    addEventListener("pageshow", show);
  } catch (closed) { /* see above */ }
  function show() {
    var kept = read().some(function (item) { return item.url === keep.dataset.url; });
    keep.setAttribute("aria-pressed", kept);
    keep.nextElementSibling.hidden = !kept;
  }

  // ---- contents: the section that is being read ----
  var links = all('.toc a[href^="#"]');
  var heads = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  function mark() {
    var current = -1;
    heads.forEach(function (head, at) { if (head && head.getBoundingClientRect().top <= innerHeight * .3) current = at; });
    links.forEach(function (link, at) {
      if (at !== current) return link.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      var box = link.closest(".toc");
      if (box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
    });
  }
  if (links.length) {
    // As high as any page: a heading may jump over the upper third of the window, but not out of what lies above.
    var watch = new IntersectionObserver(mark, { rootMargin: "999999px 0px -70%" });
    heads.forEach(function (head) { if (head) watch.observe(head); });
  }

  // ---- a large view of images ----
  var viewer = document.querySelector(".viewer");
  var images = viewer ? all(".prose img").filter(function (image) {
    var width = +image.getAttribute("width"); // small ones are signs in a line
    return !image.closest("a") && !(width && width < 160);
  }) : [];
  var frame = document.createElement("figure");
  var below = frame.appendChild(document.createElement("figcaption"));
  var at, large, opener;
  function largest(image) {
    var found = { url: image.currentSrc || image.src, width: 0 };
    var sets = [image].concat(Array.from(image.parentNode.querySelectorAll("source")));
    sets.forEach(function (each) {
      (each.srcset || "").replace(/(\S*[^\s,])\s+(\d+)w/g, function (all, url, width) {
        if (+width > found.width) found = { url: url, width: +width };
      });
    });
    return found.url;
  }
  function look(next) {
    at = (next + images.length) % images.length;
    var image = images[at];
    var around = image.closest("figure");
    var caption = around && around.querySelector("figcaption");
    if (large) large.remove();
    large = new Image();
    large.src = largest(image);
    large.alt = image.alt;
    frame.prepend(large);
    below.textContent = caption ? caption.textContent : "";
  }
  images.forEach(function (image, number) {
    function open(event) {
      event.preventDefault();
      opener = image;
      look(number);
      viewer.showModal();
    }
    image.tabIndex = 0;
    image.setAttribute("role", "button");
    image.setAttribute("aria-haspopup", "dialog");
    if (!image.alt) image.setAttribute("aria-label", viewer.getAttribute("aria-label"));
    image.addEventListener("click", open);
    image.addEventListener("keydown", function (event) { if (event.key === "Enter" || event.key === " ") open(event); });
  });
  if (images.length) {
    viewer.prepend(frame);
    on("close", function () { viewer.close(); });
    [["previous", -1], ["next", 1]].forEach(function (step) {
      on(step[0], function () { look(at + step[1]); }).hidden = images.length < 2;
    });
    viewer.addEventListener("keydown", function (event) {
      if (event.key === "ArrowLeft") look(at - 1);
      if (event.key === "ArrowRight") look(at + 1);
    });
    viewer.addEventListener("click", function (event) { if (event.target === viewer || event.target === frame) viewer.close(); });
    viewer.addEventListener("close", function () { opener.focus(); });
  }
})();
