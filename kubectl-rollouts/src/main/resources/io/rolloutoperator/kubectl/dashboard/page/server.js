// Talks to the server that this page came from.

const AGAIN_MILLIS = 5000;
const NO_ANSWER = "The dashboard does not answer. Is “kubectl rollouts dashboard” still running?";

let csrfToken = "";

/** What the page must know before all else. */
export async function session() {
  const known = await get("api/session");
  csrfToken = known.csrfToken;
  return known;
}

export async function get(path) {
  return answered(await sent(path, {}));
}

/** Does something; returns the sentence that says what was done. */
export async function act(rollout, action, body = {}) {
  const path = `api/rollout/${rollout.namespace}/${rollout.name}/${action}`;
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrfToken };
  const answer = await answered(await sent(path, { method: "POST", headers, body: JSON.stringify(body) }));
  return answer.message;
}

async function sent(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Error(NO_ANSWER);
  }
}

async function answered(response) {
  const json = await response.json();
  if (!response.ok) {
    throw new Error(json.message);
  }
  return json;
}

/**
 * Follows what the server tells of a path. The browser connects again by itself; where the server refuses, the page says
 * why and asks again a little later. Nothing is followed while nobody looks.
 *
 * @param parts gets a map of all parts, whenever one changed
 * @param problem gets a sentence, "" once all is well again
 */
export function follow(path, parts, problem) {
  let known = new Map();
  let source = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const again = (why) => {
    problem(why);
    close();
    timer = setTimeout(open, AGAIN_MILLIS);
  };

  function open() {
    close();
    source = new EventSource(path);
    source.onopen = () => {
      known = new Map();
    };
    source.addEventListener("parts", (event) => {
      const change = JSON.parse(event.data);
      change.gone.forEach((name) => known.delete(name));
      Object.entries(change.set).forEach(([name, part]) => known.set(name, part));
      problem("");
      parts(known);
    });
    source.addEventListener("problem", (event) => again(JSON.parse(event.data).message));
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        refusal(path).then(again);
      } else {
        problem(`${NO_ANSWER} Trying again.`);
      }
    };
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  open();
}

/** Why the server does not send events: those who read events are not told. */
async function refusal(path) {
  const stop = new AbortController();
  try {
    const response = await sent(path, { signal: stop.signal });
    if (response.ok) {
      return "The connection was lost. Trying again.";
    }
    return (await response.json()).message;
  } catch (error) {
    return error.message;
  } finally {
    stop.abort();
  }
}
