/* Reviewing by keyboard; without it, every button and link still does its work. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-review]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-row]")];
  const ticks = () => [...form.querySelectorAll("input[name=entry]")];
  const chosen = form.querySelector("[data-chosen]");
  const all = form.querySelector("[data-pick-all]");

  const count = () => {
    const number = ticks().filter((tick) => tick.checked).length;
    if (chosen) chosen.textContent = `(${number})`;
    if (all) all.checked = number > 0 && number === ticks().length;
  };
  form.addEventListener("change", (event) => {
    if (event.target === all) ticks().forEach((tick) => { tick.checked = all.checked; });
    count();
  });
  if (all) all.hidden = false;
  count();

  const go = (step) => {
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[here < 0 && step < 0 ? rows.length - 1 : here + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const press = (selector) => {
    const row = rows.find((one) => one.contains(document.activeElement));
    const target = row && row.querySelector(selector);
    if (target) target.click();
    return target;
  };
  const follow = (rel) => {
    const link = document.querySelector(`a[rel=${rel}]`);
    if (link) link.click();
  };
  const deeds = {
    j: () => go(1), n: () => go(1), k: () => go(-1), p: () => go(-1),
    x: () => press("input[name=entry]"),
    r: () => {
      const summary = press("summary");
      const field = summary && summary.parentElement.querySelector("textarea");
      if (field) setTimeout(() => field.focus());
    },
    N: () => follow("next"), P: () => follow("prev"),
  };

  /* WCAG 2.1.4: single keys can be switched off, and never act while one is writing. */
  const help = form.querySelector("[data-keys]");
  const on = help && help.querySelector("input");
  const KEPT = "review-keys-off";
  if (help) {
    help.hidden = false;
    on.checked = !localStorage.getItem(KEPT);
    on.addEventListener("change", () => {
      if (on.checked) localStorage.removeItem(KEPT); else localStorage.setItem(KEPT, "1");
    });
  }
  document.addEventListener("keydown", (event) => {
    const writes = event.target.closest("textarea, select, input:not([type=checkbox])");
    if (writes || event.ctrlKey || event.metaKey || event.altKey || (on && !on.checked)) return;
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });

  const target = rows.find((row) => `#${row.id}` === location.hash);
  if (target) target.focus({ preventScroll: true });
})();
