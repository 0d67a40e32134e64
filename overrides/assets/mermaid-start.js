// Draws the diagrams of a page in its own colours, and again when the reader changes them.
import mermaid from "./mermaid/mermaid.esm.min.mjs";

const root = document.documentElement;
const boxes = [...document.querySelectorAll(".mermaid")];
const sources = boxes.map((box) => box.textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
let turn = 0;

function colours() {
  const style = getComputedStyle(root);
  const [paper, tint, ink, soft, line, seal] =
    ["paper", "tint", "ink", "soft", "line", "seal"].map((name) => style.getPropertyValue(`--${name}`).trim());
  return {
    background: paper, mainBkg: tint, primaryColor: tint, primaryTextColor: ink, primaryBorderColor: soft,
    secondaryColor: paper, tertiaryColor: paper, lineColor: soft, textColor: ink, titleColor: ink,
    noteBkgColor: tint, noteTextColor: ink, noteBorderColor: line, edgeLabelBackground: paper,
    clusterBkg: paper, clusterBorder: line, errorBkgColor: tint, errorTextColor: seal,
    fontFamily: getComputedStyle(boxes[0].parentElement).fontFamily, fontSize: "16px",
  };
}

async function draw() {
  const mine = ++turn;
  const isDark = getComputedStyle(root).colorScheme === "dark";
  mermaid.initialize({
    startOnLoad: false, securityLevel: "strict", theme: "base", look: "classic", suppressErrorRendering: true,
    themeVariables: { darkMode: isDark, ...colours() },
  });
  for (const [at, box] of boxes.entries()) {
    try {
      const { svg } = await mermaid.render(`diagram-${at}-${mine}`, sources[at]);
      if (mine !== turn) return;
      box.innerHTML = svg;
      const drawing = box.firstElementChild;
      // The box says what it is; in it the words of the diagram are read.
      drawing.removeAttribute("role");
      drawing.removeAttribute("aria-roledescription");
      // On a phone it is scrolled before its words are too small to be read.
      drawing.style.minWidth = `${parseFloat(drawing.style.maxWidth || "0") * 0.75}px`;
      box.classList.add("drawn");
    } catch (unreadable) {
      box.textContent = sources[at];
      box.classList.remove("drawn");
    }
  }
}

draw();
dark.addEventListener("change", draw);
new MutationObserver(draw).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
