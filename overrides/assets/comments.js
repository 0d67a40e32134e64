/* Comments by giscus. Nothing is asked of another host before the reader asks for them. */
(function () {
  "use strict";
  var root = document.documentElement;
  var giscus = "https://giscus.app";
  var box = document.querySelector(".giscus");
  var load = box.querySelector("button");
  var failed = box.querySelector(".comments-failed");

  function theme() { return root.dataset.theme || "preferred_color_scheme"; }
  function discuss() {
    var script = document.createElement("script");
    Object.assign(script.dataset, load.dataset, { theme: theme() });
    load.disabled = failed.hidden = true;
    script.onerror = function () {
      script.remove();
      load.disabled = failed.hidden = false;
    };
    script.onload = function () {
      var frame = box.querySelector("iframe");
      if (!frame) return;
      frame.title = document.getElementById("y-comments").textContent;
      new MutationObserver(function () {
        frame.contentWindow.postMessage({ giscus: { setConfig: { theme: theme() } } }, giscus);
      }).observe(root, { attributeFilter: ["data-theme"] });
    };
    script.crossOrigin = "anonymous";
    script.src = giscus + "/client.js";
    document.head.append(script);
  }

  load.hidden = false;
  load.addEventListener("click", discuss);
  if (/[?&]giscus=/.test(location.search)) discuss(); // back from signing in, which began with a click
})();
