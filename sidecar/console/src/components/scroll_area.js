/** Content that may be wider or higher than the page; it can be scrolled with the keyboard too. */

import { html } from "../html.js";

/** @param {{label: string, children: import("preact").ComponentChildren}} properties */
export function ScrollArea({ label, children }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>${children}</div>`;
}
