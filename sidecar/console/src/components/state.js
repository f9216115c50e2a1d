/** The state of an execution, in its color and in words. */

import { html } from "../html.js";

/** @param {{state: string | undefined}} properties undefined: the job has never run */
export function State({ state }) {
  return html`<span class="state ${state ?? "never"}">${state ?? "never run"}</span>`;
}
