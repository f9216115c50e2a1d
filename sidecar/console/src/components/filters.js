/** Filters of a list, which are part of its address. */

import { useLayoutEffect, useState } from "preact/hooks";
import { html } from "../html.js";

/**
 * A form whose fields become the query of the page's address.
 * @param {object} properties
 * @param {(values: Record<string, string>) => string} properties.address
 * @param {import("preact").ComponentChildren} properties.children
 */
export function Filters({ address, children }) {
  /** @param {Event} event */
  function apply(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    location.hash = address(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form))));
  }
  return html`<form class="filters" role="search" onSubmit=${apply} onChange=${apply}>${children}</form>`;
}

/** @param {{name: string, label: string, value: string, placeholder?: string}} properties */
export function TextFilter({ name, label, value, placeholder }) {
  const [text, setText] = useState(value);
  // A later effect would remove what was typed before the next frame.
  useLayoutEffect(() => setText(value), [value]);
  return html`<input type="search" name=${name} aria-label=${label} value=${text} placeholder=${placeholder ?? label}
    onInput=${(/** @type {any} */ event) => setText(event.target.value)} />`;
}

/** @param {{name: string, label: string, value: string, options: Record<string, string>}} properties */
export function ChoiceFilter({ name, label, value, options }) {
  return html`<select name=${name} aria-label=${label} value=${value}>
    ${Object.entries(options).map(([key, text]) => html`<option value=${key} selected=${key === value}>${text}</option>`)}
  </select>`;
}
