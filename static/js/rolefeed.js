// Saves page loads; every page works without it.
document.documentElement.classList.add("scripted");

const KEY = "update-as-i-choose";
const wanted = () => localStorage.getItem(KEY) === "yes";

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form || event.target.matches("[data-find]")) return;
  if (event.target.matches("[data-live]")) localStorage.setItem(KEY, event.target.checked ? "yes" : "no");
  else if (wanted()) form.requestSubmit();
});

const showSwitch = () => {
  const live = document.querySelector("[data-live]");
  if (live) live.checked = wanted();
};
document.addEventListener("htmx:afterSettle", showSwitch);
showSwitch();

// After a form is sent back, the summary of what to mend is read first.
document.querySelector("[data-error-summary]")?.focus();

// Find my fit: a typed word leaves the skills that are called so; what is ticked stays.
const finding = document.querySelector("form[data-finding]");
if (finding) {
  const typed = finding.querySelector("[name=find]");
  const items = [...finding.querySelectorAll("li[data-names]")];
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  typed.addEventListener("input", () => {
    const words = plain(typed.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of items) {
      const names = " " + plain(item.dataset.names);
      const fits = words.every((word) => names.includes(" " + word));
      item.hidden = !fits && !item.querySelector("input").checked;
      found += fits ? 1 : 0;
    }
    for (const more of finding.querySelectorAll("details")) more.open = words.length > 0;
    finding.querySelector("[data-found]").textContent = !words.length ? "" : found ? `${found} skill${found === 1 ? "" : "s"}` : "No name fits. Press Find: it knows more words.";
  });

  // What is ticked further down stands in a row at the top.
  const chosen = finding.querySelector("[data-chosen]");
  finding.addEventListener("change", ({ target }) => {
    if (target.name !== "skill") return;
    for (const twin of finding.querySelectorAll(`[name=skill][value="${target.value}"]`)) twin.checked = target.checked;
    chosen.querySelector(`ul [value="${target.value}"]`)?.parentElement.remove();
    if (target.checked) {
      const chip = chosen.querySelector("template").content.cloneNode(true);
      chip.querySelector("button").value = target.value;
      chip.querySelector("[data-name]").textContent = target.closest("label").textContent.trim();
      chosen.querySelector("ul").append(chip);
    }
    chosen.hidden = !chosen.querySelector("ul li");
  });
}

// An alert comes by the clock of where one is, unless one says otherwise.
const zone = document.querySelector("select[data-time-zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone?.value === "UTC" && [...zone.options].some((option) => option.value === here)) zone.value = here;

// Work that goes on elsewhere: look every two seconds how far it is, and show what comes after it.
const lookAgain = async () => {
  let page = null;
  try {
    const answer = await fetch(location.href);
    if (answer.ok) page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // The next look may succeed.
  }
  const now = page?.querySelector("[data-look-again]");
  if (page && !now) return location.reload();
  if (now) {
    const old = document.querySelector("[data-look-again]");
    old.querySelector("progress").value = now.querySelector("progress").value;
    old.querySelector("[role=status]").textContent = now.querySelector("[role=status]").textContent;
  }
  setTimeout(lookAgain, 2000);
};
if (document.querySelector("[data-look-again]")) setTimeout(lookAgain, 1000);

// Save on a card: the button alone is changed. Whatever goes wrong, the form is sent as ever.
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const place = event.target.id === "own" ? button?.closest(".saving") : null;
  if (!place) return;
  event.preventDefault();
  try {
    const body = new FormData(event.target);
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { "X-Part": "1" } });
    if (!answer.ok) throw new Error(answer.status);
    place.outerHTML = await answer.text();
    document.querySelector(`#own-${CSS.escape(place.dataset.listing)} button`)?.focus();
  } catch {
    event.target.action = button.formAction;
    event.target.submit();
  }
});
