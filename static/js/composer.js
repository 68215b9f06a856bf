// Counts while somebody types, on the page of post practice. Without it the form asks the server.
import { clean, facts, fitting, hashtags, joined, pieces, total } from "./counting.js";

const SHOWN = 160;
const QUIET = 1000;
const form = document.querySelector("form[data-composer]");
const cards = [...document.querySelectorAll("[data-platform]")];
const number = new Intl.NumberFormat("en");

const put = (place, name, text) => {
  const found = place.querySelector(`[data-${name}]`);
  if (found) found.textContent = text;
};

const showCut = (limit, parts, most, over) => {
  limit.querySelector("[data-over]").hidden = !over;
  const fits = fitting(parts, most);
  const [one, many] = limit.querySelector("[data-unit]").dataset.unit.split("|");
  put(limit, "excess", number.format(over));
  put(limit, "unit", over === 1 ? one : many);
  put(limit, "kept", over ? (fits > SHOWN ? "… " : "") + joined(parts.slice(Math.max(0, fits - SHOWN), fits)) : "");
  put(limit, "cut", over ? joined(parts.slice(fits, fits + SHOWN)) + (fits + SHOWN < parts.length ? " …" : "") : "");
};

const showLimit = (limit, apart) => {
  const parts = apart(limit.dataset.counting);
  const most = Number(limit.dataset.most);
  const used = total(parts);
  const over = Math.max(0, used - most);
  put(limit, "used", number.format(used));
  put(limit, "verdict", over ? `${number.format(over)} over` : `${number.format(most - used)} left`);
  if ("main" in limit.dataset) {
    limit.querySelector("progress").value = used;
    const verdict = limit.querySelector("[data-verdict]");
    verdict.classList.toggle("tag-error", over > 0);
    verdict.classList.toggle("tag-success", over === 0);
    showCut(limit, parts, most, over);
  }
  return over > 0;
};

const showCard = (card, draft) => {
  let tooLong = false;
  let mainOver = false;
  for (const limit of card.querySelectorAll("[data-limit]")) {
    const over = showLimit(limit, draft.apart);
    const main = "main" in limit.dataset;
    if (over && main) mainOver = true;
    if (over && (main || "sameText" in limit.dataset)) tooLong = true;
  }
  const here = new Set(draft.facts);
  if (mainOver) here.add("over");
  if (mainOver && here.has("link")) here.add("over-link");
  if (card.dataset.tags && draft.hashtags > Number(card.dataset.tags)) here.add("tags");
  for (const line of card.querySelectorAll("[data-fact]")) line.hidden = !here.has(line.dataset.fact);
  put(card, "hashtags", draft.hashtags);
  return tooLong;
};

const draftOf = (typed) => {
  const text = clean(typed);
  const known = {};
  return {
    apart: (counting) => (known[counting] ??= pieces(text, counting)),
    facts: facts(text),
    hashtags: hashtags(text).length,
  };
};

// Read out only when typing has stopped and the answer is another one.
let said = "";
const tell = (long) => {
  const status = document.querySelector("[data-summary]");
  const words = long.join(", ");
  if (words === said) return;
  said = words;
  put(status, "fitting", cards.length - long.length);
  put(status, "names", words);
  status.querySelector("[data-too-long]").hidden = !long.length;
};

let waiting;
const update = () => {
  const text = form.elements.text.value;
  document.querySelector("[data-heading]").textContent = "How it counts";
  document.querySelector("[data-example]")?.remove();
  const draft = draftOf(text);
  const long = cards.filter((card) => showCard(card, draft)).map((card) => card.dataset.platform);
  clearTimeout(waiting);
  waiting = setTimeout(() => tell(long), QUIET);
};

let soon;
form.elements.text.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(update, 80);
});
said = document.querySelector("[data-names]").textContent;
if (form.elements.text.value && document.querySelector("[data-example]")) update();
