// How much a text counts on a platform. The same rules as roles/composing.py and roles/links.py, which say why;
// tests/roles/data/count_vectors.json holds both to it.
import TOP_LEVEL from "./domains.js";

const LATIN = String.raw`\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff`;
const NOT_IN_NAMES = String.raw`!'#%&()*+,\\\-.\/:;<=>?@\[\]^_{|}~$\u0009-\u000d\u0020\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufffe\ufeff\uffff\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069`;
const NOT_BEFORE = String.raw`A-Za-z0-9@\uff20$#\uff03\ufeff`;
const PLAIN = `0-9A-Za-z${LATIN}`;
const START = new RegExp(
  String.raw`(?<![${NOT_BEFORE}])[Hh][Tt][Tt][Pp][Ss]?:\/\/((?:[^${NOT_IN_NAMES}]|[_\-.])+)` +
    String.raw`|(?<![@$#\ufeff\-_.\/${PLAIN}])([${PLAIN}][\-${PLAIN}]*(?:\.[\-${PLAIN}]+)+)`,
  "gu",
);

const restOf = (inside, last, query) => {
  const pair = String.raw`\((?:${inside}+|${inside}*\(${inside}+\)${inside}*)\)`;
  const path = String.raw`(?:\/(?:(?:${inside}|${pair})*(?:${last}|${pair}))?)?`;
  return new RegExp(String.raw`(?::[0-9]+)?${path}${query}`, "uy");
};
const REST_ON_X = restOf(
  String.raw`[a-zA-Z\u0400-\u04ff0-9!*';:=+,.$\/%#\[\]\-\u2013_~@|&${LATIN}]`,
  String.raw`[+\-a-zA-Z\u0400-\u04ff0-9=_#\/${LATIN}]`,
  String.raw`(?:\?[a-zA-Z0-9!?*'@();:&=+$\/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#\/])?`,
);
const REST_ON_MASTODON = restOf(
  String.raw`[^\p{White_Space}<>()?]`,
  String.raw`[^\p{White_Space}()?!*"'\u300c\u300d<>;:=,.$%\[\]~&|@]`,
  String.raw`(?:\?[a-zA-Z0-9!?*'();:&=+$\/%#\[\]\-_.,~|@\^\u00a0-\u{10ffff}]*[a-zA-Z0-9_&=#\/\-\u00a0-\u{10ffff}])?`,
);
const WORD = String.raw`\p{L}\p{M}\p{Nd}\p{Pc}`;
const MENTION = new RegExp(String.raw`(?<![=\/${WORD}])@([A-Za-z0-9_]+(?:[.\-]+[A-Za-z0-9_]+)*)@[.\-${WORD}]+[${WORD}]`, "gu");
const NOT_AFTER_MENTION = new RegExp(String.raw`[@\uff20${LATIN}]|:\/\/`, "uy");
const IN_TAGS = String.raw`${WORD}\u200c\u200d\u00b7\u30fb`;
const HASHTAG = new RegExp(String.raw`(?<![&${IN_TAGS}])[#\uff03](?!\ufe0f|\u20e3)([${IN_TAGS}]+)`, "gu");
const PICTURE = String.raw`(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|(?=\p{Emoji})\p{Extended_Pictographic}\ufe0f?)(?:[\u{e0020}-\u{e007e}]+\u{e007f})?`;
const EMOJI = new RegExp(
  String.raw`[0-9#*]\ufe0f?\u20e3|\p{RI}\p{RI}|${PICTURE}(?:\u200d${PICTURE})+` +
    String.raw`|(?=\p{Emoji_Presentation}|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Emoji}\ufe0f)${PICTURE}|\p{Emoji_Presentation}`,
  "gu",
);
const LINK = 23;
const LIGHT = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const encoder = new TextEncoder();

export const clean = (text) => text.replace(/\r\n?/g, "\n").replace(/\p{Surrogate}/gu, "\ufffd");

const matchAt = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const isLabel = (label) => label.length > 0 && label.length <= 63 && !"-_".includes(label[0]) && !"-_".includes(label.at(-1));

const topLevelLength = (label, following) => {
  const punycode = /^xn--[-0-9a-z]+/i.exec(label);
  if (punycode) return punycode[0].length;
  for (let length = Math.min(label.length, 24); length > 1; length--) {
    const after = label[length] ?? following;
    if (TOP_LEVEL.has(label.slice(0, length).toLowerCase()) && !/^[0-9A-Za-z@+-]/.test(after)) return length;
  }
  return 0;
};

const domainLength = (names, following) => {
  const labels = names.split(".");
  let length = 0;
  let position = 0;
  for (let index = 0; index + 1 < labels.length && isLabel(labels[index]); index++) {
    position += labels[index].length + 1;
    const last = index + 2 === labels.length;
    const ending = labels[index].includes("_") ? 0 : topLevelLength(labels[index + 1], last ? following : ".");
    if (ending) length = position + ending;
  }
  return length;
};

const linksOf = (text, rest, bare) => {
  const found = [];
  let start;
  let at = 0;
  while ((start = matchAt(START, text, at))) {
    at = start.index + 1;
    const names = start[1] ?? start[2];
    if (start[1] === undefined && !bare) continue;
    const end = start.index + start[0].length;
    const length = domainLength(names, text[end] ?? "");
    if (!length) continue;
    const domain = end - names.length + length;
    const more = matchAt(rest, text, domain)[0];
    const until = start[1] !== undefined || more.includes("/") ? domain + more.length : domain;
    if (until - start.index > 4096) continue;
    at = until;
    found.push([start.index, at]);
  }
  return found;
};

const linksOnX = (text) => linksOf(text, REST_ON_X, true);
const linksOnMastodon = (text) => linksOf(text, REST_ON_MASTODON, false);

const farMentions = (text) =>
  [...text.matchAll(MENTION)]
    .map((found) => [found.index, found.index + found[0].length, found[1].length + 1])
    .filter(([, end]) => !matchAt(NOT_AFTER_MENTION, text, end));

const outsideLinks = (text) => {
  let at = 0;
  let outside = "";
  for (const [start, end] of [...linksOnX(text), [text.length]]) {
    outside += `${text.slice(at, start)} `;
    at = end;
  }
  return outside;
};

export const hashtags = (text) =>
  [...outsideLinks(text).matchAll(HASHTAG)].filter((found) => /\p{L}/u.test(found[1])).map((found) => found[0]);

export const links = (text) => linksOnX(text).map(([start, end]) => text.slice(start, end));

const isLight = (character) => {
  const point = character.codePointAt(0);
  return LIGHT.some(([first, last]) => first <= point && point <= last);
};
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

const weight = (grapheme) => {
  if (grapheme.length === 1 && grapheme.charCodeAt(0) <= LIGHT[0][1]) return 1;
  let emoji = 0;
  const rest = grapheme.replace(EMOJI, () => (emoji++, ""));
  return 2 * emoji + sum([...rest].map((character) => (isLight(character) ? 1 : 2)));
};
const inBytes = (grapheme) => encoder.encode(grapheme).length;
const emojiInBytes = (grapheme) => {
  const rest = grapheme.replace(EMOJI, "");
  return inBytes(grapheme) - inBytes(rest) + [...rest].length;
};

const takeApart = (text, cost, whole) => {
  const pieces = [];
  let at = 0;
  for (const [start, end, price] of [...whole, [text.length, text.length, 0]]) {
    for (const { segment } of segmenter.segment(text.slice(at, start))) pieces.push([segment, cost(segment)]);
    if (end > start) pieces.push([text.slice(start, end), price]);
    at = end;
  }
  return pieces;
};

const priced = (spans) => spans.map(([start, end]) => [start, end, LINK]);

const apart = (whole) => {
  const kept = [];
  for (const span of whole.sort((one, other) => one[0] - other[0])) {
    if (!kept.length || span[0] >= kept.at(-1)[1]) kept.push(span);
  }
  return kept;
};

const by = (cost) => (text) => takeApart(text, cost, []);

const COUNTINGS = {
  weighted: (text) => takeApart(text.normalize("NFC"), weight, priced(linksOnX(text.normalize("NFC")))),
  mastodon: (text) => takeApart(text, () => 1, apart([...priced(linksOnMastodon(text)), ...farMentions(text)])),
  graphemes: by(() => 1),
  characters: by((grapheme) => [...grapheme].length),
  utf16: by((grapheme) => grapheme.length),
  bytes: by(inBytes),
  threads: by(emojiInBytes),
};

export const pieces = (text, counting) => COUNTINGS[counting](clean(text));
export const total = (parts) => sum(parts.map(([, cost]) => cost));
export const joined = (parts) => parts.map(([text]) => text).join("");
export const count = (text, counting) => total(pieces(text, counting));

export const fitting = (parts, most) => {
  let used = 0;
  let fits = 0;
  for (const [, cost] of parts) {
    used += cost;
    if (used <= most) fits++;
  }
  return fits;
};

export const cut = (text, counting, most) => {
  const parts = pieces(text, counting);
  const fits = fitting(parts, most);
  return [joined(parts.slice(0, fits)), joined(parts.slice(fits))];
};

export const facts = (typed) => {
  const text = clean(typed).normalize("NFC");
  const emoji = text.match(EMOJI) ?? [];
  const holds = {
    link: linksOnX(text).length,
    "full-link": linksOnMastodon(text).length,
    "far-mention": farMentions(text).length,
    emoji: emoji.length,
    parts: emoji.some((one) => [...one].length > 1),
    wide: ![...outsideLinks(text).replace(EMOJI, "")].every(isLight),
    "not-ascii": /[^\0-\x7f]/.test(text),
    "beyond-16-bits": /[\ud800-\udbff]/.test(text),
    angle: /[<>]/.test(text),
  };
  return new Set(Object.keys(holds).filter((name) => holds[name]));
};
