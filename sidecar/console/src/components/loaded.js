/** Content that comes from a request: what to show before it is there, and when it cannot be renewed. */

import { formatTime } from "../format.js";
import { html } from "../html.js";
import { ErrorMessage } from "./errors.js";

/**
 * Shows the data, or why there are none. Data that could not be renewed stay, with the time they are from.
 * @template T
 * @param {{polling: {state: import("@preact/signals").Signal<import("../poll.js").Polled<T>>}, children: (data: T) => import("preact").ComponentChildren}} properties
 */
export function Loaded({ polling, children }) {
  const { data, error, loaded } = polling.state.value;
  if (data === undefined) return error ? html`<${ErrorMessage} error=${error} />` : html`<p class="empty" aria-busy="true">Loading …</p>`;
  return html`${error && html`<${ErrorMessage} error=${error} />
    <p class="muted">Shown is what was known at ${formatTime(loaded)}.</p>`}
  ${children(data)}`;
}
