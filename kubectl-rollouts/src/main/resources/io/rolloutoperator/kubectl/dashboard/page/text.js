// Small pieces that all views are made of.

import { h } from "./dom.js";

const UNITS = [
  ["d", 86400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
];

/** The terminal's sign of a pause is a letter that few fonts of browsers have. */
const sign = (text) => text.replace("॥", "‖");

/** A length in its two largest units: 5m12s, 3d4h. */
export function length(seconds) {
  const left = Math.max(0, Math.floor(seconds));
  const first = UNITS.findIndex(([, size]) => left >= size);
  if (first < 0) {
    return "0s";
  }
  const [unit, size] = UNITS[first];
  const rest = UNITS[first + 1];
  const below = rest ? Math.floor((left % size) / rest[1]) : 0;
  return Math.floor(left / size) + unit + (below > 0 ? below + rest[0] : "");
}

/** How long ago a time is; it goes on by itself. */
export function age(time) {
  return time ? h("time", { datetime: time, "data-count": "up", title: new Date(time).toLocaleString() }, sinceText(time)) : "";
}

/** When a time comes; it counts down by itself. */
export function countdown(time) {
  return h("time", { datetime: time, "data-count": "down", title: new Date(time).toLocaleString() }, untilText(time));
}

function sinceText(time) {
  return length((Date.now() - Date.parse(time)) / 1000);
}

function untilText(time) {
  const end = Date.parse(time);
  return end > Date.now() ? `in ${length((end - Date.now()) / 1000)} (${new Date(end).toLocaleTimeString()})` : "now";
}

/** Lets all ages and countdowns go on. */
export function tick() {
  for (const element of document.querySelectorAll("time[data-count]")) {
    const text = element.dataset.count === "up" ? sinceText(element.dateTime) : untilText(element.dateTime);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

/** A line in its pieces, each with its tone. */
export function line(spans) {
  return spans.map(({ text, tone }) => (tone === "plain" ? text : h("span", { class: `tone ${tone}` }, sign(text))));
}

/** A status: sign and word, so that nothing is told by colour alone. */
export function badge(status) {
  return h("span", { class: `badge ${status.tone}` }, h("span", { "aria-hidden": "true" }, sign(status.icon)), " ", status.word);
}

export function roles(names) {
  const tones = { stable: "good", active: "good", canary: "waiting", preview: "waiting" };
  return names.map((name) => h("span", { class: `role ${tones[name] ?? "plain"}` }, name));
}

/** The end of an image's name, which is what differs; the whole is its title. */
export function image(name) {
  return h("code", { class: "image", title: name }, name.slice(name.lastIndexOf("/") + 1));
}
