/* On 404.html alone: of the words of every edition, keeps those of the one the address lies in. */
(function () {
  "use strict";
  var root = document.documentElement;
  var own = document.currentScript;
  var home = new URL("..", own.src).href;
  var path = location.href.slice(home.length);
  var editions = own.dataset.editions.split(" ").map(function (pair) { return pair.split(":"); });
  editions.sort(function (one, other) { return other[1].length - one[1].length; });
  var found = editions.find(function (edition) { return path.indexOf(edition[1]) === 0; });
  if (!found) return;
  root.lang = found[0];
  root.dataset.found = ""; // the style sheet hides the others before they are shown
  addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".of-edition").forEach(function (part) {
      if (part.lang !== root.lang) part.remove();
    });
    document.title = document.querySelector("h1").textContent + " · " + document.querySelector(".name").textContent.trim();
  });
})();
