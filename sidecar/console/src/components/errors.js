/** Errors in words, with the whole chain on demand. */

import { html } from "../html.js";

/** @param {{error: import("../errors.js").ApiError}} properties an error of the API */
export function ErrorMessage({ error: { causes, message, status } }) {
  const details = status > 0 && html`
    <ol>${causes.map(({ type, reason }) => html`<li><code>${type}</code> ${reason}</li>`)}</ol>
    <div>HTTP status ${status}</div>`;
  return html`<${CauseChain} messages=${causes.length ? causes.map(({ reason }) => reason) : [message]} details=${details} />`;
}

/** @param {{messages: string[], details?: import("preact").ComponentChildren}} properties `messages`: from the outermost to the root cause */
export function CauseChain({ messages, details = messages.length > 2 && html`<ol>${messages.map((each) => html`<li>${each}</li>`)}</ol>` }) {
  return html`<div class="alert error" role="alert">
    <div>${messages[0]}</div>
    ${messages.length > 1 && html`<div><b>Root cause:</b> ${messages.at(-1)}</div>`}
    ${details && html`<details><summary>Details</summary>${details}</details>`}
  </div>`;
}
