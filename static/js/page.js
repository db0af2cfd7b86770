/* Small comforts; every page works without them. */
(() => {
  "use strict";

  /* A complete new date shows itself; typing a date passes through half-typed years. */
  document.querySelectorAll("form[data-as-of]").forEach((form) => {
    const input = form.querySelector("input[type=date]");
    let typed = false;
    input.addEventListener("keydown", () => { typed = true; });
    input.addEventListener("pointerdown", () => { typed = false; });
    input.addEventListener("change", () => {
      if (!typed && input.value && input.value !== input.defaultValue && form.reportValidity()) form.submit();
    });
  });

  /* Filters apply at once; empty ones stay out of the address. */
  document.querySelectorAll("form[data-filters]").forEach((form) => {
    form.addEventListener("submit", () => {
      form.querySelectorAll("input, select").forEach((field) => {
        if (field.name && !field.value) field.disabled = true;
      });
    });
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-filters] :disabled").forEach((field) => { field.disabled = false; });
  });

  /* Menus close on Escape and on a click elsewhere. */
  const menus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  /* On a phone the navigation is wider than the window: the open page's entry shows itself. */
  const current = document.querySelector(".nav-main [aria-current]");
  if (current) current.closest("ul").scrollLeft = current.offsetLeft - 48;

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  /* Whoever types is there: the session does not end under a long text. */
  const main = document.querySelector("[data-still-here]");
  let asked = Date.now();
  if (main) main.addEventListener("input", () => {
    if (Date.now() - asked < 5 * 60 * 1000) return;
    asked = Date.now();
    fetch(main.dataset.stillHere, { redirect: "manual" }).catch(() => {});
  });

  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
})();
