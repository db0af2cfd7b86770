/* The grid: rows save themselves, keys and paste as in a spreadsheet. Without it the form saves all. */
const form = document.querySelector("form[data-grid]");
const words = form.dataset;
const notice = form.querySelector("[data-notice]");
const rows = [...form.querySelectorAll("tr[data-entry]")];
let queue = Promise.resolve();
let leaving = false;
const on = (type, act) => form.addEventListener(type, act);

const rowOf = (node) => node.closest("tr[data-entry]");
const state = (row) => document.getElementById(`state-${row.dataset.entry}`);
const all = (row) => [...row.querySelectorAll("[data-field], [data-flag]")];
const texts = (row) => all(row).filter((one) => one.dataset.field);
const find = (row, name) => row.querySelector(`[data-field="${name}"], [data-flag="${name}"]`);
const held = (one) => (one.dataset.flag ? one.checked : one.value);
const saved = (one) => (one.dataset.flag ? one.defaultChecked : one.defaultValue);
const isDirty = (row) => all(row).some((one) => held(one) !== saved(one));
const lacks = (row, name) => !find(row, name)?.value.trim();
/* One part of a ratio, a kept figure without its reason, 100 % without its day or a day below it. */
const isHalf = (row) => lacks(row, "numerator") !== lacks(row, "denominator")
  || (find(row, "kept")?.checked && lacks(row, "note"))
  || (find(row, "progress")?.value.trim() === "100") === lacks(row, "done_on");
const cut = () => rows.filter((row) => row.cut);
const commit = (row) => { if (isDirty(row)) save(row); };
const retry = () => cut().forEach(save);

const put = (one, content) => { one[one.dataset.flag ? "checked" : "value"] = content; };
const reset = (one) => put(one, saved(one));

const element = (tag, textContent, marks) => Object.assign(document.createElement(tag), { textContent, ...marks });
const span = (text, className = "") => element("span", text, { className });
const button = (text, onclick) => element("button", text, { type: "button", className: "btn btn-outline btn-sm", onclick });
const say = (row, ...said) => state(row).replaceChildren(state(row).querySelector("input"), ...said);

/* What a loss says is gone once all is saved; what a paste says stays until the next one. */
function tell(isLoss, ...said) {
  notice.isLoss = isLoss;
  notice.replaceChildren(...said);
  notice.hidden = false;
}

/* The row stays as typed and is sent again. */
function lose(row, why, ...more) {
  row.lost = row.cut = true;
  say(row, span(words.unsaved, "g-unsaved"), button(words.again, () => save(row)));
  tell(true, span(why), ...more, button(words.all, retry));
}

/* One row after the other. */
function save(row) {
  if (row.queued) return;
  row.queued = true;
  say(row, span(words.saving, "mute"));
  queue = queue.then(() => send(row));
}

async function send(row) {
  Object.assign(row, { queued: false, sending: true });
  const goes = (one) => (one.type === "submit" ? one === row.again : !one.dataset.flag || one.checked);
  const named = [...row.querySelectorAll("[name]")].filter(goes);
  const body = new URLSearchParams(named.map((one) => [one.name, one.value]));
  /* Signing in again changes the token in the cookie. */
  const token = document.cookie.match(/csrftoken=([^;]*)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
  const sent = new Map(all(row).map((one) => [one, held(one)]));
  try {
    const answer = await fetch(row.dataset.url, {
      method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "manual", signal: AbortSignal.timeout(2e4),
    });
    const fresh = element("template");
    fresh.innerHTML = await answer.text();
    if (answer.type === "opaqueredirect") {
      lose(row, words.ended, element("a", words.signIn, { href: words.signInUrl, target: "new" }));
    } else if (fresh.content.querySelector(`#${state(row).id}`)) merge(row, fresh.content, answer, sent);
    else lose(row, words.failed);
  } catch {
    lose(row, words.offline);
    setTimeout(retry, 1e4);
  }
  row.sending = false;
  row.again = null;
}

/* A field changes only if nothing was typed meanwhile. */
function merge(row, fresh, { ok, status }, sent) {
  Object.assign(row, { lost: !ok, cut: false });
  for (const now of fresh.querySelectorAll("[data-field], [data-flag]")) {
    const mine = find(row, now.dataset.field || now.dataset.flag);
    if (!mine) continue;
    mine.ariaInvalid = now.ariaInvalid;
    if (!ok && status !== 409) continue;
    const typed = held(mine);
    mine[now.dataset.flag ? "defaultChecked" : "defaultValue"] = saved(now);
    put(mine, ok && typed === sent.get(mine) ? saved(mine) : typed);
    if (ok) mine.readOnly = now.readOnly;
  }
  fresh.querySelectorAll("[data-part]").forEach((one) => document.getElementById(one.id)?.replaceWith(one));
  offer(row);
  if (ok && !row.contains(document.activeElement)) commit(row);
  if (notice.isLoss && !cut().length) notice.hidden = true;
  const done = form.querySelectorAll("[data-filled='1']").length;
  document.querySelector("[data-done]").textContent = done;
  document.querySelector("[data-meter]").value = done;
}

function offer(row) {
  row.querySelectorAll("[data-mine], [data-take]").forEach((one) => {
    one.hidden = false;
    one.onclick = () => {
      if ("take" in one.dataset) all(row).forEach(reset);
      save(row);
    };
  });
}

function lock(row, isKept) {
  texts(row).forEach((one) => { one.readOnly = isKept && one.dataset.field !== "note"; });
}

on("change", ({ target }) => {
  const row = rowOf(target);
  if (!row) return;
  if (target.dataset.flag === "kept") {
    lock(row, target.checked);
    if (target.checked && isHalf(row)) find(row, "note").focus();
  }
  if (!isHalf(row)) commit(row);
});
on("focusout", ({ target, relatedTarget }) => {
  const row = rowOf(target);
  if (row && !row.contains(relatedTarget)) commit(row);
});

on("click", (event) => {
  if (event.target.name !== "again") return;
  event.preventDefault();
  rowOf(event.target).again = event.target;
  save(rowOf(event.target));
});

function move(from, step) {
  const row = rows[rows.indexOf(rowOf(from)) + step];
  if (!row) return commit(rowOf(from));
  const to = find(row, from.dataset.field || from.dataset.flag) || texts(row)[0];
  to.focus();
  to.select?.();
}

on("keydown", (event) => {
  const { target, key } = event;
  const row = rowOf(target);
  if (!row || !all(row).includes(target)) return;
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const back = event.shiftKey;
  const step = { Enter: back ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[key];
  if (key === "Escape") {
    reset(target);
    if (row.lost && !isDirty(row)) save(row);
  } else if (step && (target.type !== "textarea" || (target.dataset.field === "note" && key === "Enter" && !back))) {
    event.preventDefault();
    move(target, step);
  }
});

/* Excel: tabs and line ends outside quotes. */
function block(text) {
  const lines = [[]];
  for (const [, cell, end] of text.replace(/\r/g, "").replace(/\n$/, "").matchAll(/("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/g)) {
    lines.at(-1).push(/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (!end) break;
    if (end === "\n") lines.push([]);
  }
  return lines;
}

on("paste", (event) => {
  const { target } = event;
  const name = target.dataset.field;
  const lines = block(event.clipboardData.getData("text"));
  const isNarrow = lines.every((line) => line.length < 2);
  if (!name || (isNarrow && (lines.length < 2 || target.type === "textarea"))) return;
  event.preventDefault();
  const below = rows.slice(rows.indexOf(rowOf(target)));
  lines.slice(0, below.length).forEach((line, down) => fill(below[down], name, line));
  if (lines.length > below.length) tell(false, span(words.tooLong));
  else if (!notice.isLoss) notice.hidden = true;
});

/* Empty cells change nothing. */
function fill(row, name, line) {
  const cells = texts(row).filter((one) => one.dataset.line === find(row, name)?.dataset.line);
  const first = Math.max(cells.indexOf(find(row, name)), 0);
  line.forEach((text, right) => {
    const to = cells[first + right];
    if (!to || !text.trim()) return;
    if (to.readOnly) {
      find(row, "kept").checked = false;
      lock(row, false);
    }
    to.value = text.trim();
  });
  commit(row);
}

addEventListener("online", retry);
addEventListener("focus", retry);
on("submit", () => { leaving = true; });
addEventListener("beforeunload", (event) => {
  const waits = (row) => row.queued || row.sending || row.lost || isDirty(row);
  if (!leaving && rows.some(waits)) event.preventDefault();
});

form.querySelector("[data-save-all]").remove();
rows.filter((row) => row.querySelector(".g-unsaved")).forEach((row) => {
  row.lost = true;
  state(row).append(button(words.again, () => save(row)));
  offer(row);
});
