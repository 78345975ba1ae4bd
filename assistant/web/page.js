/* What Gradio leaves undone in the browser: the page's language for screen readers, the names of the
   bubbles, a new question at the top of the screen, a citation mark that opens and focuses its card, and
   copying an answer as plain text. */
(() => {
  const names = {
    nl: { user: "Uw vraag", bot: "Antwoord", sources: "Bronnen", copied: "Gekopieerd" },
    en: { user: "Your question", bot: "Answer", sources: "Sources", copied: "Copied" },
  };
  const pace = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const language = () => document.querySelector(".page-language")?.getAttribute("lang") || "nl";

  let asked = 0;
  let following = false;
  const follow = () => {
    const questions = document.querySelectorAll("#chat .question");
    if (questions.length > asked) following = true;
    asked = questions.length;
    if (!following) return;
    questions[asked - 1]?.scrollIntoView({ block: "start" });
    const bubbles = document.querySelectorAll("#chat .answer");
    if (bubbles.length === asked && bubbles[asked - 1].querySelector(".foot")) following = false;
  };
  for (const moved of ["wheel", "touchmove", "keydown"]) document.addEventListener(moved, () => (following = false), { passive: true });

  const tidy = () => {
    follow();
    const spoken = language();
    if (document.documentElement.lang !== spoken) document.documentElement.lang = spoken;
    for (const bubble of document.querySelectorAll("#chat [data-testid='user'], #chat [data-testid='bot']")) {
      const name = names[spoken][bubble.dataset.testid];
      if (bubble.getAttribute("aria-label") !== name) bubble.setAttribute("aria-label", name);
    }
  };

  const jump = (link) => {
    const card = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!card) return false;
    for (let box = card.parentElement; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    document.querySelectorAll(".card.chosen").forEach((other) => other.classList.remove("chosen"));
    card.classList.add("chosen");
    card.scrollIntoView({ behavior: pace(), block: "nearest" });
    card.focus({ preventScroll: true });
    return true;
  };

  const plain = (answer) => {
    const copy = answer.cloneNode(true);
    copy.querySelectorAll(".foot, .name").forEach((part) => part.remove());
    copy.querySelectorAll("sup").forEach((mark) => mark.replaceWith(" [" + mark.textContent.trim().replace(/\s+/g, ", ") + "]"));
    copy.querySelectorAll("th, td").forEach((cell) => cell.append("\t"));
    copy.querySelectorAll("p, li, tr, caption").forEach((block) => block.append("\n"));
    const cited = [...answer.querySelectorAll(".references li")].map((item, at) => `[${at + 1}] ${item.textContent}`);
    const end = cited.length ? `\n${names[language()].sources}:\n${cited.join("\n")}\n` : "";
    return copy.textContent.replace(/[ \t]+\n/g, "\n").trim() + "\n" + end;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.mark");
    if (link && jump(link)) event.preventDefault();
    const button = event.target.closest?.("button.copy");
    if (button) {
      const said = button.textContent;
      navigator.clipboard?.writeText(plain(button.closest(".answer"))).then(() => {
        button.textContent = names[language()].copied;
        setTimeout(() => (button.textContent = said), 1500);
      });
    }
  });

  // Who opens a list of towns and types starts a new name; what stands there goes.
  document.addEventListener("focusin", (event) => {
    const box = event.target;
    if (box.matches?.('input[role="combobox"]')) setTimeout(() => box.select(), 0);
  });

  const start = () => {
    tidy();
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; tidy(); });
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["lang", "aria-label"] });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
