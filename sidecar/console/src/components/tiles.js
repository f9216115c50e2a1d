/** Large numbers with their names. */

import { html } from "../html.js";

/** @param {{children: import("preact").ComponentChildren}} properties */
export function Tiles({ children }) {
  return html`<div class="tiles">${children}</div>`;
}

/** @param {{name: string, value: string, isBad?: boolean, href?: string}} properties */
export function Tile({ name, value, isBad = false, href }) {
  const content = html`<b>${value}</b><span>${name}</span>`;
  const style = `tile ${isBad ? "bad" : ""}`;
  return href ? html`<a class=${style} href=${href}>${content}</a>` : html`<div class=${style}>${content}</div>`;
}
