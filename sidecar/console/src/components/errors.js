/** Errors in words, with the whole chain on demand. */

import { html } from "../html.js";

/** @param {{error: import("../errors.js").ApiError}} properties an error of the API */
export function ErrorMessage({ error }) {
  const [first, ...rest] = error.causes;
  const root = rest.at(-1);
  return html`<div class="alert error" role="alert">
    <div>${first?.reason ?? error.message}</div>
    ${root && html`<div><b>Root cause:</b> ${root.reason}</div>`}
    ${error.status > 0 && html`<details>
      <summary>Details</summary>
      <ol>${error.causes.map(({ type, reason }) => html`<li><code>${type}</code> ${reason}</li>`)}</ol>
      <div>HTTP status ${error.status}</div>
    </details>`}
  </div>`;
}

/** @param {{messages: string[]}} properties the error of an execution, from the outermost message to the root cause */
export function CauseChain({ messages }) {
  const [first, ...rest] = messages;
  return html`<div class="alert error" role="alert">
    <div>${first}</div>
    ${rest.length > 0 && html`<div><b>Root cause:</b> ${rest.at(-1)}</div>`}
    ${rest.length > 1 && html`<details><summary>Details</summary><ol>${messages.map((each) => html`<li>${each}</li>`)}</ol></details>`}
  </div>`;
}
