// Buttons that change something, and what they ask before.

import { h, show } from "./dom.js";
import { act } from "./server.js";

const notice = document.getElementById("notice");
const dialog = document.getElementById("dialog");

const GOOD_MILLIS = 10000;
let forget = 0;

const BUTTONS = [
  { action: "promote", label: "Promote", primary: true },
  {
    action: "promote-full",
    label: "Promote fully",
    ask: (name) => `Promote ${name} fully?`,
    means: "All pauses, analyses and steps that are left are skipped, and the new version takes all traffic.",
  },
  {
    action: "abort",
    label: "Abort",
    danger: true,
    ask: (name) => `Abort the update of ${name}?`,
    means: "Traffic and pods go back to the stable version. The spec still asks for the new one.",
  },
  { action: "retry", label: "Retry" },
  {
    action: "restart",
    label: "Restart",
    ask: (name) => `Restart the pods of ${name}?`,
    means: "All pods are replaced, a few at a time, without a new revision.",
  },
];

/** Says something until the next thing is said; what went well only for a while. */
export function tell(text, tone) {
  clearTimeout(forget);
  forget = tone === "good" ? setTimeout(() => tell("", ""), GOOD_MILLIS) : 0;
  notice.setAttribute("role", tone === "bad" ? "alert" : "status");
  notice.className = tone;
  notice.textContent = text;
  notice.hidden = text === "";
}

/** The row of buttons; one that would do nothing now says why when it is pressed. */
export function actionBar(rollout, refusals) {
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": "Actions" },
    BUTTONS.map((button) => actionButton(button, rollout, refusals[button.action] ?? "")),
  );
}

function actionButton(button, rollout, refusal) {
  const tone = button.danger ? "danger" : button.primary ? "primary" : null;
  return h(
    "button",
    {
      type: "button",
      class: tone,
      "data-key": button.action,
      "aria-disabled": refusal ? "true" : null,
      title: refusal || null,
      onclick: () => (refusal ? tell(refusal, "waiting") : pressed(button, rollout)),
    },
    button.label,
  );
}

function pressed(button, rollout) {
  const done = () => run(rollout, button.action);
  return button.ask ? ask(button.ask(rollout.name), button.means, button.label, button.danger, done) : done();
}

async function run(rollout, action, body) {
  try {
    tell(await act(rollout, action, body), "good");
  } catch (error) {
    tell(error.message, "bad");
  }
}

/** Goes back to a revision, after a question. */
export function undoButton(rollout, revision, images) {
  const onclick = () =>
    ask(
      `Go back to revision ${revision}?`,
      `The pod template of revision ${revision} becomes that of ${rollout.name}: ${images.join(", ")}`,
      "Go back",
      true,
      () => run(rollout, "undo", { revision }),
    );
  return h("button", { type: "button", onclick }, "Go back to this");
}

/** Asks for another image of a container. */
export function imageButton(rollout, container) {
  const label = `Change the image of ${container.name}`;
  return h("button", { type: "button", "aria-label": label, onclick: () => askImage(rollout, container, label) }, "Change");
}

function askImage(rollout, container, label) {
  const input = h("input", { id: "image", name: "image", value: container.image, required: true, spellcheck: "false" });
  open(label, [h("label", { for: "image" }, "Image"), input], "Start an update", false, () =>
    run(rollout, "set-image", { images: { [container.name]: input.value } }),
  );
  input.select();
}

function ask(question, means, label, danger, done) {
  open(question, [h("p", {}, means)], label, danger, done);
}

/** The browser keeps the focus inside, gives it back afterwards, and closes on Escape; danger needs more than Enter. */
function open(question, content, label, danger, done) {
  const submitted = (event) => {
    event.preventDefault();
    dialog.close();
    done();
  };
  show(
    dialog,
    h(
      "form",
      { onsubmit: submitted, "data-key": question },
      h("h2", { id: "question" }, question),
      content,
      h(
        "div",
        { class: "actions" },
        h("button", { type: "submit", class: danger ? "danger" : "primary" }, label),
        h("button", { type: "button", autofocus: danger, onclick: () => dialog.close() }, "Cancel"),
      ),
    ),
  );
  dialog.showModal();
}
