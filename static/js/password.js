/* Passwords can be looked at while they are typed, and a new one shows how hard it is to guess. */
(() => {
  "use strict";

  const switches = document.querySelectorAll("[data-show-passwords]");
  switches.forEach((line) => {
    const fields = line.closest("form").querySelectorAll("input[type=password]");
    const box = line.querySelector("input");
    line.hidden = false;
    box.addEventListener("change", () => {
      fields.forEach((field) => { field.type = box.checked ? "text" : "password"; });
    });
    /* What was shown is never kept by the browser as an ordinary word. */
    line.closest("form").addEventListener("submit", () => {
      fields.forEach((field) => { field.type = "password"; });
    });
  });

  /* How many different characters: length helps, repetition does not. */
  document.querySelectorAll("[data-strength]").forEach((line) => {
    const field = document.getElementById(line.dataset.strength);
    const meter = line.querySelector("meter");
    const words = line.querySelector("[data-words]");
    field.addEventListener("input", () => {
      const count = new Set(field.value.toLowerCase()).size;
      line.hidden = !field.value;
      meter.value = count;
      words.textContent = words.dataset.words.split("|")[count < meter.low ? 0 : count < meter.high ? 1 : 2];
    });
  });
})();
