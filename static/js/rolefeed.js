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
