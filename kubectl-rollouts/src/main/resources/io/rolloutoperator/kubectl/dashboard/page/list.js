// The Rollouts of a namespace.

import { h, show, svg } from "./dom.js";
import { get, follow } from "./server.js";
import { age, badge, image } from "./text.js";

const STATUSES = ["Progressing", "Paused", "Degraded", "Healthy"];

/** Shows the list and keeps it up to date. */
export function listView(session, top, main, problem) {
  const url = new URL(location.href);
  const namespace = url.searchParams.get("namespace") ?? session.namespace;
  const filter = { name: url.searchParams.get("name") ?? "", status: url.searchParams.get("status") ?? "" };
  let parts = null;

  const draw = () => parts && show(main, rows(parts, filter, namespace));
  const filtered = () => {
    for (const [key, value] of Object.entries(filter)) {
      value ? url.searchParams.set(key, value) : url.searchParams.delete(key);
    }
    history.replaceState(null, "", url);
    draw();
  };

  top(controls(filter, filtered, namespaceControl(namespace, [])));
  get("api/namespaces").then(
    ({ names }) => top(controls(filter, filtered, namespaceControl(namespace, names))),
    (error) => problem(error.message),
  );
  document.title = `Rollouts of ${namespace || "all namespaces"}`;
  const query = namespace ? `?namespace=${encodeURIComponent(namespace)}` : "";
  follow(`api/rollouts${query}`, (known) => {
    parts = known;
    draw();
  }, problem);
}

function go(namespace) {
  location.assign(`${document.baseURI.split("?")[0]}?namespace=${encodeURIComponent(namespace)}`);
}

/** A choice where the cluster lets list namespaces, a field to write a name where it does not. */
function namespaceControl(current, names) {
  if (names.length === 0) {
    const submitted = (event) => {
      event.preventDefault();
      go(new FormData(event.target).get("namespace").trim());
    };
    return h(
      "form",
      { onsubmit: submitted, "data-key": "form" },
      h("label", {}, "Namespace ", h("input", { name: "namespace", value: current, size: "14", placeholder: "all" })),
    );
  }
  const choices = ["", ...new Set([...names, current].filter((name) => name !== ""))];
  return h(
    "label",
    { "data-key": "select" },
    "Namespace ",
    h(
      "select",
      { onchange: (event) => go(event.target.value) },
      choices.map((name) => h("option", { value: name, selected: name === current }, name || "all namespaces")),
    ),
  );
}

function controls(filter, changed, namespaces) {
  const set = (key) => (event) => {
    filter[key] = event.target.value;
    changed();
  };
  return [
    namespaces,
    h("label", {}, "Name ", h("input", { type: "search", value: filter.name, size: "14", oninput: set("name") })),
    h(
      "label",
      {},
      "Status ",
      h(
        "select",
        { onchange: set("status") },
        ["", ...STATUSES].map((word) => h("option", { value: word, selected: word === filter.status }, word || "any")),
      ),
    ),
  ];
}

function rows(parts, filter, namespace) {
  const notes = parts.get("notes")?.notes ?? [];
  const all = [...parts].filter(([name]) => name.includes("/")).map(([, row]) => row);
  const shown = all.filter((row) => fits(row, filter)).sort(byUrgency);
  return [
    h("h1", {}, "Rollouts", h("span", { class: "quiet" }, ` ${count(shown.length, all.length)}`)),
    notes.map((note) => h("p", { class: "note" }, note)),
    all.length === 0 ? h("p", { class: "quiet" }, `There are no Rollouts in ${namespace || "this cluster"}.`) : null,
    h("ul", { class: "cards" }, shown.map((row) => card(row, namespace === ""))),
  ];
}

function count(shown, all) {
  return shown === all ? String(all) : `${shown} of ${all}`;
}

function fits(row, filter) {
  const named = row.name.includes(filter.name.trim().toLowerCase());
  return named && (filter.status === "" || row.status.word === filter.status);
}

/** What asks for somebody comes first. */
function byUrgency(a, b) {
  const rank = (row) => ["Degraded", "Paused", "Progressing", "Healthy"].indexOf(row.status.word);
  return rank(a) - rank(b) || a.namespace.localeCompare(b.namespace) || a.name.localeCompare(b.name);
}

function card(row, withNamespace) {
  return h(
    "li",
    { "data-key": `${row.namespace}/${row.name}`, class: `card ${row.status.tone}` },
    h(
      "a",
      { href: `rollout/${row.namespace}/${row.name}` },
      h("div", { class: "head" }, h("h2", {}, row.name), badge(row.status)),
      withNamespace ? h("p", { class: "quiet" }, row.namespace) : null,
      row.message ? h("p", { class: "message" }, row.message) : null,
      row.steps > 0 ? stepBar(row) : null,
      facts(row),
      h("p", { class: "images" }, row.images.map((name) => [image(name), " "])),
    ),
  );
}

function stepBar(row) {
  const bar = svg(
    "svg",
    { class: "bar", "aria-hidden": "true" },
    svg("rect", { class: `done ${row.status.tone}`, width: `${(100 * row.step) / row.steps}%`, height: "100%" }),
  );
  return h("div", {}, bar);
}

function facts(row) {
  const pairs = [
    ["Strategy", row.strategy],
    row.steps > 0 ? ["Step", `${row.step}/${row.steps}`] : null,
    row.setWeight === undefined ? null : ["Weight", `${row.setWeight} %`],
    ["Pods", `${row.replicas.ready}/${row.replicas.desired}`],
    ["Revision", String(row.revision)],
    ["Age", age(row.created)],
  ];
  return h("dl", { class: "facts" }, pairs.filter(Boolean).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}
