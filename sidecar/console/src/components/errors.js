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
  const [first = ""] = messages, root = messages.at(-1) ?? "";
  return html`<div class="alert error" role="alert">
    <div>${first}</div>
    ${!first.includes(root) && html`<div><b>Root cause:</b> ${root}</div>`}
    ${details && html`<details><summary>Details</summary>${details}</details>`}
  </div>`;
}

/**
 * Shows why a definition was not saved.
 * @param {{error: import("../errors.js").ApiError, id: string, isNew: boolean, address: string}} properties `address`: of the definition that has the id
 */
export function SaveError({ error, id, isNew, address }) {
  if (!isNew || error.causes[0]?.type !== "version_conflict_engine_exception") return html`<${ErrorMessage} error=${error} />`;
  return html`<div class="alert error" role="alert">[${id}] exists already. Choose another id, or <a href=${address}>change the existing one</a>.</div>`;
}
