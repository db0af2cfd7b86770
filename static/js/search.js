/* The key / leads to the search from every page; whoever types is left alone. WCAG 2.1.4: it can be
   switched off, on the search page; without storage it stays on. */
(() => {
  "use strict";
  const NAME = "search-key";
  const remembered = () => { try { return localStorage.getItem(NAME); } catch { return null; } };
  const remember = (value) => { try { localStorage.setItem(NAME, value); } catch { /* stays on */ } };
  const isOn = () => remembered() !== "off";
  const field = document.querySelector("[data-search]");
  const link = document.querySelector(".search-link");

  const isTyping = (element) => element.isContentEditable || element.matches("input, textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (field && field.offsetParent) { field.focus(); field.select(); }
    else if (link) link.click();
  });

  const line = document.querySelector("[data-search-key]");
  if (!line) return;
  const button = line.querySelector("button");
  const show = () => { button.textContent = isOn() ? button.dataset.off : button.dataset.on; };
  button.addEventListener("click", () => {
    remember(isOn() ? "off" : "on");
    show();
  });
  show();
  line.hidden = false;
})();
