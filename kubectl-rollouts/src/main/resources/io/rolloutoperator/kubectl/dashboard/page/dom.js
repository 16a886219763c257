// Elements from data. What others wrote becomes text nodes and attribute values, never markup.

const SVG = "http://www.w3.org/2000/svg";
const HANDLERS = ["onclick", "oninput", "onchange", "onsubmit"];

/** An element: attributes that are null or false are left out, handlers are functions, children are nodes or texts. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element[name] = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Makes the children of a parent equal to these; what did not change stays, with focus, selection and what is unfolded. */
export function show(parent, ...children) {
  const wanted = h("div", {}, ...children);
  patchChildren(parent, wanted);
}

function patchChildren(old, wanted) {
  const fresh = [...wanted.childNodes];
  fresh.forEach((node, at) => {
    const present = old.childNodes[at];
    if (!present) {
      old.append(node);
    } else if (!alike(present, node)) {
      present.replaceWith(node);
    } else {
      patch(present, node);
    }
  });
  while (old.childNodes.length > fresh.length) {
    old.lastChild.remove();
  }
}

function alike(a, b) {
  return a.nodeName === b.nodeName && (a.nodeType !== Node.ELEMENT_NODE || a.getAttribute("data-key") === b.getAttribute("data-key"));
}

function patch(old, node) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== node.data) {
      old.data = node.data;
    }
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!node.hasAttribute(name) && !(name === "open" && old.tagName === "DETAILS")) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of node.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  HANDLERS.forEach((name) => {
    old[name] = node[name];
  });
  patchChildren(old, node);
}
