// AnalysisRuns with their measurements.

import { h, svg } from "./dom.js";
import { age, badge, line } from "./text.js";

const WIDTH = 160;
const HEIGHT = 32;
const EDGE = 4;

/** All runs, the newest first. */
export function analyses(runs) {
  const sorted = [...runs].sort((a, b) => String(b.created).localeCompare(String(a.created)));
  return h(
    "section",
    { "aria-labelledby": "analyses" },
    h("h2", { id: "analyses" }, "Analyses"),
    sorted.map(run),
  );
}

function run(each) {
  return h(
    "article",
    { class: "panel", "data-key": each.name },
    h("div", { class: "head" }, h("h3", {}, each.name), badge(each.status), h("span", { class: "quiet" }, each.type, " ", age(each.created))),
    each.message ? h("p", {}, each.message) : null,
    h("ul", { class: "plain" }, each.sentences.map((sentence) => h("li", {}, line(sentence)))),
    each.metrics.map((metric) => measurements(metric)),
    each.evidence.length > 0
      ? h("details", {}, h("summary", {}, "What was asked, and the last numbers"), each.evidence.map((text) => h("pre", {}, line(text))))
      : null,
  );
}

function measurements(metric) {
  const numbers = metric.measurements.map((each) => each.number).filter((number) => number !== null);
  const many = `${metric.measurements.length} ${metric.measurements.length === 1 ? "measurement" : "measurements"}`;
  return h(
    "details",
    { "data-key": metric.name },
    h("summary", {}, `${metric.name}: ${many} `, numbers.length > 1 ? chart(metric, numbers) : null),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["Outcome", "Value", "Ago", "Message"].map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, [...metric.measurements].reverse().map(row)),
      ),
    ),
  );
}

function row(each) {
  return h(
    "tr",
    {},
    h("td", {}, badge(each.status)),
    h("td", {}, h("code", {}, each.value)),
    h("td", {}, age(each.finished)),
    h("td", {}, each.message),
  );
}

/** The values that are numbers, in a line from the oldest to the newest. */
function chart(metric, numbers) {
  const least = Math.min(...numbers);
  const range = Math.max(...numbers) - least || 1;
  const place = (number, at) => [
    EDGE + (at * (WIDTH - 2 * EDGE)) / (numbers.length - 1),
    HEIGHT - EDGE - ((number - least) / range) * (HEIGHT - 2 * EDGE),
  ];
  const points = numbers.map((number, at) => place(number, at).map((part) => part.toFixed(1)).join(","));
  const [x, y] = place(numbers.at(-1), numbers.length - 1);
  return svg(
    "svg",
    { class: `chart ${metric.status.tone}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `from ${numbers[0]} to ${numbers.at(-1)}` },
    svg("polyline", { points: points.join(" ") }),
    svg("circle", { cx: x, cy: y, r: "3" }),
  );
}
