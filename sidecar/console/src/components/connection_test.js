/** The test of a connection, saved or not. */

import { useState } from "preact/hooks";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { useRequest } from "./action.js";
import { ErrorMessage } from "./errors.js";
import { RequestView } from "./request_view.js";

/** @param {{request: import("../request.js").ApiRequest, of?: string}} properties */
export function ConnectionTest({ request, of }) {
  const [result, setResult] = useState(/** @type {any} */ (undefined));
  const { submit, isBusy, error } = useRequest(setResult);
  if (!may(MAY.editDatasources)) return null;
  const start = () => {
    setResult(undefined);
    void submit(request);
  };
  return html`<span class="test">
    <button type="button" aria-label=${of && `Test ${of}`} disabled=${isBusy} aria-busy=${isBusy} onClick=${start}>${isBusy ? "Testing …" : "Test"}</button>
    <span class="good" role="status">${result && `Connected to ${result.product} ${result.product_version}.`}</span>
    ${error && html`<${ErrorMessage} error=${error} /><${RequestView} request=${request} />`}
  </span>`;
}
