// Post a role: shows what is needed, keeps what is typed, and asks for suggestions. The form works without it.
const form = document.querySelector("form.posting");
const field = (name) => form.elements[name];
const status = form.querySelector("[data-status]");
const SUGGEST_AFTER = 700, SAVE_AFTER = 1500;

// What only some listings need is shown when they do: data-if="work_mode=hybrid|work_mode=".
const conditional = [...form.querySelectorAll("[data-if]")];
const reveal = () => {
  for (const part of conditional) {
    const wanted = part.getAttribute("data-if").split("|").map((pair) => pair.split("="));
    part.hidden = !wanted.some(([name, value]) => field(name).value === value);
    if (!part.hidden && part.querySelector("details.deal")) part.querySelector("details.deal").open = true;
  }
};

// Each part of the answer takes the place of its old self; the focus stays where it was.
const put = (html) => {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const focused = document.activeElement?.id;
  for (const part of answer.querySelectorAll("[data-part]")) {
    const old = document.getElementById(part.id);
    if (old && old.innerHTML !== part.innerHTML) old.innerHTML = part.innerHTML;
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  return answer;
};

const send = async (address, more = {}) => {
  const response = await fetch(address, { method: "POST", body: new FormData(form), credentials: "same-origin", ...more });
  return response.redirected ? null : response;
};

let number = "", asking = 0;
const suggest = async () => {
  const mine = ++asking;
  const response = await send(form.dataset.suggest).catch(() => null);
  if (!response?.ok || mine !== asking) return;
  const answer = put(await response.text());
  const now = answer.querySelector("[data-number]").textContent;
  if (now !== number && now !== "0") status.textContent = now === "1" ? "1 suggestion" : `${now} suggestions`;
  number = now;
};

// Keeping a draft. `unsaved` says that something was typed since the last time.
let unsaved = false, saving = Promise.resolve(), busy = false, stopped = !form.dataset.autosave;
const say = (words) => {
  const state = document.getElementById("draft-state");
  state.replaceChildren(Object.assign(document.createElement("p"), { className: "notice notice-warning", textContent: words }));
};
const localTimes = () => {
  for (const time of document.querySelectorAll("#draft-state time")) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
};
const keep = async (more) => {
  unsaved = false;
  const response = await send(form.dataset.autosave, more).catch(() => undefined);
  if (!response) {
    unsaved = true;
    if (response === null) say("You were signed out. Press “Save draft”: sign in and your text will still be here.");
    else say("No connection: not saved yet. We try again with your next word.");
    return;
  }
  if (response.status === 429) say("Saved too often. Press “Save draft” to keep what you wrote.");
  if (response.status !== 200 && response.status !== 409) return;
  put(await response.text());
  localTimes();
  stopped ||= response.status === 409;
  const saved = document.querySelector("[data-saved]");
  if (!saved) return;
  field("seen").value = saved.dataset.saved;
  if (location.pathname !== saved.dataset.address) history.replaceState(null, "", saved.dataset.address);
};
const save = (more) => {
  saving = saving.then(async () => {
    if (stopped) return;
    busy = true;
    await keep(more).finally(() => (busy = false));
  });
};

const later = (act, milliseconds) => {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, milliseconds);
  };
};
const suggestSoon = later(suggest, SUGGEST_AFTER), saveSoon = later(save, SAVE_AFTER);
const changed = () => {
  unsaved = true;
  reveal();
  suggestSoon();
  saveSoon();
};

// A ticked suggestion goes where it belongs, and the next one is ready.
const take = {
  role: (box) => (field("role").value = box.value),
  frame: (box) => (field("description").value = box.dataset.words),
  platforms: (box) => (form.querySelector(`[name=platforms][value="${box.value}"]`).checked = true),
  drop: (box) => {
    const dropped = Object.assign(document.createElement("input"), { type: "hidden", name: "dropped", value: box.value });
    form.append(dropped);
  },
};
const addWords = (box) => {
  const typed = field(box.dataset.take);
  typed.value = [typed.value.trim().replace(/,$/, ""), box.dataset.words].filter(Boolean).join(", ");
};
const accept = (box) => {
  const row = box.closest("li") ?? box.closest(".suggestions");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  (take[box.dataset.take] ?? addWords)(box);
  status.textContent = `${box.labels[0].textContent.trim()}: done`;
  const group = row.closest("[data-part]");
  const after = next?.querySelector(`[data-take="${box.dataset.take}"]`) ?? next?.querySelector("input");
  row.remove();
  if (!group.querySelector("input")) group.replaceChildren();
  (after ?? form.querySelector(`#${group.id} ~ * input, #${group.id} ~ * select, #${group.id} ~ * textarea`))?.focus();
};

form.addEventListener("input", (event) => {
  if (event.target.dataset.take) accept(event.target);
  changed();
});
document.addEventListener("click", (event) => {
  const replace = event.target.closest?.("[data-replace]");
  if (!replace) return;
  field("seen").value = replace.dataset.replace;
  stopped = false;
  save();
});

// Saving by hand waits for a draft that is on its way, so that the two do not meet.
form.addEventListener("submit", (event) => {
  stopped = true;
  unsaved = false;
  if (!busy) return;
  event.preventDefault();
  saving.finally(() => setTimeout(() => form.requestSubmit(event.submitter)));
});
addEventListener("pageshow", () => (stopped = !form.dataset.autosave));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && unsaved) save({ keepalive: true });
});

form.querySelector(".only-plain")?.remove();
reveal();
localTimes();
