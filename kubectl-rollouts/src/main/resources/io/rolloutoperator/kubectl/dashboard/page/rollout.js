// One Rollout: what is going on, what can be done, and its objects.

import { actionBar, imageButton, undoButton } from "./actions.js";
import { analyses } from "./analysis.js";
import { h, show, svg } from "./dom.js";
import { follow } from "./server.js";
import { age, badge, countdown, image, line, roles } from "./text.js";

/** More pods than this are folded. */
const MANY_PODS = 20;

/** Shows the Rollout and keeps it up to date. */
export function rolloutView(session, namespace, name, top, main, problem) {
  top(h("a", { href: `?namespace=${encodeURIComponent(namespace)}` }, `← Rollouts of ${namespace}`));
  document.title = name;
  follow(`api/rollout/${namespace}/${name}`, (parts) => {
    document.title = `${name}: ${parts.get("summary").status.word}`;
    show(main, page(parts, session.readOnly));
  }, problem);
}

function page(parts, readOnly) {
  const summary = parts.get("summary");
  const of = (prefix) => [...parts].filter(([key]) => key.startsWith(prefix)).map(([, part]) => part);
  const runs = of("run:");
  return [
    h("div", { class: "title" }, h("h1", {}, summary.name), badge(summary.status), h("span", { class: "quiet" }, summary.namespace)),
    summary.notes.map((note) => h("p", { class: "note" }, note)),
    readOnly ? null : actionBar(summary, parts.get("actions")),
    h("div", { class: "columns" }, meaning(summary), progress(summary)),
    containers(summary, readOnly),
    revisions(of("revision:"), summary, readOnly),
    runs.length > 0 ? analyses(runs) : null,
  ];
}

/** The verdict, what it waits for, and what comes then. */
function meaning({ message, verdicts, outlook }) {
  const rows = [
    message ? ["Message", message] : null,
    ...verdicts.map((verdict) => ["Analysis", line(verdict)]),
    outlook.waiting ? ["Waiting for", waiting(outlook)] : null,
    ["Next", outlook.next],
  ];
  return h(
    "section",
    { class: "panel", "aria-labelledby": "now" },
    h("h2", { id: "now" }, "What is going on"),
    h("dl", { class: "meaning" }, rows.filter(Boolean).map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)])),
  );
}

function waiting({ waiting: what, end, deadline }) {
  return [
    h("span", { class: "tone waiting" }, what),
    end ? [" ", countdown(end)] : null,
    deadline ? ["; else Degraded ", countdown(deadline)] : null,
  ];
}

function progress({ strategy, canary, replicas }) {
  const routers = canary?.routers.length ? `, traffic by ${canary.routers.join(", ")}` : "";
  return h(
    "section",
    { class: "panel", "aria-labelledby": "progress" },
    h("h2", { id: "progress" }, strategy, h("span", { class: "quiet" }, routers)),
    canary ? [weights(canary), canary.steps.length > 0 ? steps(canary) : null] : null,
    h(
      "dl",
      { class: "facts" },
      Object.entries(replicas).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, String(value)))),
    ),
  );
}

function weights(canary) {
  const off = canary.actualWeight === canary.setWeight ? "good" : "waiting";
  return h(
    "div",
    { class: "weights" },
    h("p", {}, "Weight of the new version: set ", h("strong", {}, String(canary.setWeight)), ", actual ", h("strong", { class: `tone ${off}` }, String(canary.actualWeight)), ` of ${canary.weightOfAll}`, canary.confirmation ? h("span", { class: "quiet" }, ` (${canary.confirmation})`) : null),
    svg(
      "svg",
      { class: "bar weight", "aria-hidden": "true" },
      svg("rect", { class: "wanted", width: share(canary.setWeight, canary), height: "100%" }),
      svg("rect", { class: "done", width: share(canary.actualWeight, canary), height: "100%" }),
    ),
  );
}

function share(weight, { weightOfAll }) {
  return `${Math.min(100, (100 * weight) / (weightOfAll || 100))}%`;
}

function steps({ steps: labels, index, aborted }) {
  const isNow = (at) => at === index && !aborted;
  const state = (at) => (at < index ? "done" : isNow(at) ? "now" : "later");
  return [
    h("p", {}, `Step ${index} of ${labels.length}`),
    h(
      "ol",
      { class: "steps" },
      labels.map((label, at) =>
        h("li", { class: state(at), "aria-current": isNow(at) ? "step" : null }, at < index ? h("span", { class: "hidden" }, "done: ") : null, label),
      ),
    ),
  ];
}

function containers(summary, readOnly) {
  return h(
    "section",
    { class: "panel", "aria-labelledby": "containers" },
    h("h2", { id: "containers" }, "Containers"),
    h(
      "ul",
      { class: "plain" },
      summary.containers.map((container) =>
        h(
          "li",
          { class: "row" },
          h("strong", {}, container.name),
          h("code", { class: "image" }, container.image),
          readOnly ? null : imageButton(summary, container),
        ),
      ),
    ),
  );
}

function revisions(all, summary, readOnly) {
  const sorted = [...all].sort((a, b) => b.revision - a.revision);
  return h(
    "section",
    { "aria-labelledby": "revisions" },
    h("h2", { id: "revisions" }, "Revisions"),
    sorted.map((each) =>
      h(
        "article",
        { class: "panel", "data-key": `revision ${each.revision}` },
        h(
          "div",
          { class: "head" },
          h("h3", {}, `Revision ${each.revision}`),
          roles(each.roles),
          each.images.map(image),
          each.canUndo && !readOnly ? undoButton(summary, each.revision, each.images) : null,
        ),
        each.objects.map(object),
      ),
    ),
  );
}

function object(node) {
  return h(
    "div",
    { class: "object", "data-key": node.name },
    h(
      "p",
      {},
      h("span", { class: "quiet" }, node.kind),
      " ",
      h("span", {}, node.name),
      " ",
      line(node.status),
      " ",
      line(node.info),
      node.keptUntil ? [" goes ", countdown(node.keptUntil)] : null,
      " ",
      h("span", { class: "quiet" }, age(node.created)),
    ),
    children(node),
  );
}

function children(node) {
  const pods = node.children.filter((child) => child.kind === "Pod");
  const others = node.children.filter((child) => child.kind !== "Pod");
  const list = h("ul", { class: "pods" }, pods.map(pod));
  const folded = pods.length > MANY_PODS ? h("details", {}, h("summary", {}, `${pods.length} pods`), list) : list;
  return [pods.length > 0 ? folded : null, others.map(object)];
}

function pod(node) {
  return h(
    "li",
    { "data-key": node.name, title: node.name },
    h("span", { class: "podname" }, node.name),
    " ",
    line(node.status),
    " ",
    h("span", { class: "quiet" }, line(node.info), " ", age(node.created)),
  );
}
