/** Pairs of a name and a value. */

import { html } from "../html.js";

/** @param {{children: import("preact").ComponentChildren}} properties */
export function Facts({ children }) {
  return html`<dl class="facts">${children}</dl>`;
}

/** @param {{name: string, children?: import("preact").ComponentChildren}} properties */
export function Fact({ name, children }) {
  return html`<dt>${name}</dt><dd>${children}</dd>`;
}
