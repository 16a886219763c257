// Finds out what the address asks for and shows it.

import { tell } from "./actions.js";
import { h, show } from "./dom.js";
import { listView } from "./list.js";
import { rolloutView } from "./rollout.js";
import { session } from "./server.js";
import { tick } from "./text.js";

const TICK_MILLIS = 1000;

let troubled = false;

/** Says what is wrong as long as it is wrong. */
function problem(sentence) {
  if (sentence !== "" || troubled) {
    troubled = sentence !== "";
    tell(sentence, "bad");
  }
}

function header(known) {
  return (...content) =>
    show(
      document.getElementById("top"),
      h("a", { class: "brand", href: "." }, h("img", { src: "assets/icon.svg", alt: "", width: "24", height: "24" }), " Rollouts"),
      h("div", { class: "controls" }, ...content),
      h("span", { class: "quiet context" }, known.context ? `context ${known.context}` : null, known.readOnly ? " · read only" : null),
    );
}

async function start() {
  const main = document.getElementById("main");
  try {
    const known = await session();
    const below = location.pathname.slice(new URL(document.baseURI).pathname.length).split("/");
    if (below[0] === "rollout") {
      rolloutView(known, below[1], below[2], header(known), main, problem);
    } else {
      listView(known, header(known), main, problem);
    }
    setInterval(tick, TICK_MILLIS);
  } catch (error) {
    show(main, h("h1", {}, "The dashboard is closed"), h("p", {}, error.message));
  }
}

start();
