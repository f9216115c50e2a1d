/** The test of a connection, saved or not. */

import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { useAnswer } from "./answer.js";
import { ErrorMessage } from "./errors.js";
import { RequestView } from "./request_view.js";

/** @param {{request: import("../request.js").ApiRequest, of?: string}} properties */
export function ConnectionTest({ request, of }) {
  const { ask, isBusy, error, answer, isOutdated } = useAnswer(request);
  if (!may(MAY.editDatasources)) return null;
  const result = !isBusy && !error && !isOutdated && answer;
  return html`<span class="test">
    <button type="button" aria-label=${of && `Test ${of}`} disabled=${isBusy} aria-busy=${isBusy} onClick=${ask}>${isBusy ? "Testing …" : "Test"}</button>
    <span class="good" role="status">${result && `Connected to ${result.product} ${result.product_version}.`}</span>
    ${error && html`<${ErrorMessage} error=${error} /><${RequestView} request=${request} />`}
  </span>`;
}
