// Apply: keeps what is typed and counts the characters. The form works without it.
const form = document.querySelector("form.applying");
const SAVE_AFTER = 1500;

// Characters left of a text, in the words of the page.
for (const line of form.querySelectorAll("[data-counter]")) {
  const text = document.getElementById(line.dataset.counter), most = Number(line.dataset.most);
  const count = () => {
    const left = most - [...text.value].length;
    line.textContent = left < 0 ? `${-left} too many of ${most} characters` : `${left} of ${most} characters left`;
    line.classList.toggle("too-many", left < 0);
  };
  line.hidden = false;
  line.setAttribute("aria-live", "polite");
  text.addEventListener("input", count);
  count();
}

const say = (words) => {
  const state = document.getElementById("draft-state");
  state.replaceChildren(Object.assign(document.createElement("p"), { className: "notice notice-warning", textContent: words }));
};
const put = (html) => {
  const answer = new DOMParser().parseFromString(html, "text/html").getElementById("draft-state");
  if (answer) document.getElementById("draft-state").replaceChildren(...answer.childNodes);
  for (const time of document.querySelectorAll("#draft-state time")) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
};

// Files go with a button only: they are large, and their check takes its time.
let unsaved = false, stopped = false, busy = false, saving = Promise.resolve(), waiting;
const keep = async (more = {}) => {
  unsaved = false;
  const body = new FormData(form);
  body.delete("cv");
  const response = await fetch(form.dataset.keep, { method: "POST", body, credentials: "same-origin", ...more }).catch(() => null);
  if (!response) {
    unsaved = true;
    say("No connection: not saved yet. We try again with your next word.");
  } else if (response.status === 200 || response.status === 409) {
    put(await response.text());
    stopped ||= response.status === 409;
    const saved = document.querySelector("[data-saved]");
    if (saved) form.elements.seen.value = saved.dataset.saved;
  } else if (response.status === 429) {
    say("Saved too often from here. Press “Save draft” later.");
  }
};
const save = (more) => {
  saving = saving.then(async () => {
    if (stopped) return;
    busy = true;
    await keep(more).finally(() => (busy = false));
  });
};

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  unsaved = true;
  clearTimeout(waiting);
  waiting = setTimeout(save, SAVE_AFTER);
});
document.addEventListener("click", (event) => {
  const replace = event.target.closest?.("[data-replace]");
  if (!replace) return;
  form.elements.seen.value = replace.dataset.replace;
  stopped = false;
  save();
});
// Saving by hand waits for what is on its way, so that the two do not meet.
form.addEventListener("submit", (event) => {
  stopped = true;
  unsaved = false;
  clearTimeout(waiting);
  if (!busy) return;
  event.preventDefault();
  saving.finally(() => setTimeout(() => form.requestSubmit(event.submitter)));
});
addEventListener("pageshow", () => (stopped = false));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && unsaved) save({ keepalive: true });
});
