// Applicants: go through them with keys, select a page of them, drag a card to a column. All of it has a button too.
const KEY = "applicant-keys";
const cards = [...document.querySelectorAll("[data-card]")];
const keysOn = document.querySelector("[data-keys-on]");
const isOn = () => localStorage.getItem(KEY) !== "off";
if (keysOn) {
  keysOn.checked = isOn();
  keysOn.addEventListener("change", () => localStorage.setItem(KEY, keysOn.checked ? "on" : "off"));
}

let last = -1;
const current = () => {
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  return at < 0 ? last : at;
};
const go = (step) => {
  const link = document.querySelector(step > 0 ? "[data-after]" : "[data-before]");
  if (link) return link.click();
  if (!cards.length) return;
  last = Math.min(Math.max(current() + step, 0), cards.length - 1);
  cards[last].querySelector("[data-open]").focus();
  for (const card of cards) card.toggleAttribute("data-current", card === cards[last]);
};

// Sends the form of moves with that stage, if the person can be moved there.
const move = (form, stage) => {
  const button = form?.querySelector(`button[name="stage"][value="${stage}"]`);
  const option = form?.querySelector(`option[value="${stage}"]`);
  if (option) option.selected = true;
  if (button || option) form.requestSubmit(button);
};
const shortlist = () => {
  const at = current();
  if (at < 0 && cards.length) return; // nobody is meant yet
  move((at < 0 ? document : cards[at]).querySelector("[data-move]"), "shortlisted");
};
const select = () => cards[current()]?.querySelector("[name=a]")?.click();

const acts = { j: () => go(1), k: () => go(-1), s: shortlist, x: select };
for (const button of document.querySelectorAll("[data-key]")) {
  button.addEventListener("click", () => acts[button.dataset.key]());
}
document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const all = document.querySelector("[data-select-all]");
all?.addEventListener("change", () => {
  for (const box of document.querySelectorAll("[name=a]:not(:disabled)")) box.checked = all.checked;
});

let dragged = null;
for (const card of document.querySelectorAll(".pipeline [data-card]")) {
  card.draggable = Boolean(card.querySelector("[data-move]"));
  card.addEventListener("dragstart", (event) => {
    dragged = card;
    event.dataTransfer.setData("text/plain", card.id);
  });
}
for (const column of document.querySelectorAll("[data-column]")) {
  const takes = () => dragged?.querySelector(`option[value="${column.dataset.column}"]`);
  column.addEventListener("dragover", (event) => takes() && event.preventDefault());
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    if (takes()) move(dragged.querySelector("[data-move]"), column.dataset.column);
  });
}
