/** Buttons that change something. Each shows its request, and its outcome or its error. */

import { useState } from "preact/hooks";
import { send } from "../api.js";
import { ApiError } from "../errors.js";
import { html } from "../html.js";
import { may } from "../identity.js";
import { Dialog } from "./dialog.js";
import { ErrorMessage } from "./errors.js";
import { RequestView } from "./request_view.js";

/**
 * @typedef {object} ActionProperties
 * @property {string} label
 * @property {string} question what happens, and to what
 * @property {import("../request.js").ApiRequest} request
 * @property {readonly import("../identity.js").Privilege[]} requires without these privileges there is no button
 * @property {(response: any) => void} [onDone]
 * @property {"primary" | "danger"} [kind]
 * @property {string} [of] what it acts on, for those who do not see where the button is
 */

/**
 * A button that asks before it sends its request.
 * @param {ActionProperties} properties
 */
export function Action(properties) {
  // What is asked stays what it was when the button was pressed, whatever the page shows meanwhile.
  const [asked, setAsked] = useState(/** @type {ActionProperties | undefined} */ (undefined));
  const { label, requires, kind, of } = properties;
  if (!may(requires)) return null;
  return html`<button type="button" class=${kind} aria-label=${of && `${label} ${of}`} onClick=${() => setAsked(properties)}>${label}</button>
    ${asked && html`<${Confirmation} ...${asked} onClose=${() => setAsked(undefined)} />`}`;
}

/** @param {ActionProperties & {onClose: () => void}} properties */
function Confirmation({ label, question, request, onDone, kind, onClose }) {
  const { submit, isBusy, error } = useRequest((response) => {
    onClose();
    onDone?.(response);
  });
  return html`<${Dialog} title=${label} onClose=${onClose} isBusy=${isBusy}>
    <p>${question}</p>
    ${error && html`<${ErrorMessage} error=${error} />`}
    <${RequestView} request=${request} />
    <footer>
      <button type="button" autofocus=${kind === "danger"} disabled=${isBusy} onClick=${onClose}>Cancel</button>
      <button type="button" class=${kind ?? "primary"} autofocus=${kind !== "danger"} disabled=${isBusy} aria-busy=${isBusy} onClick=${() => submit(request)}>${label}</button>
    </footer>
  <//>`;
}

/**
 * Sends a request on a user's word, and holds whether it is under way and how it failed.
 * @param {(response: any) => void} onDone
 */
export function useRequest(onDone) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {ApiError | undefined} */ (undefined));

  /** @param {import("../request.js").ApiRequest} request */
  async function submit(request) {
    setBusy(true);
    setError(undefined);
    try {
      const response = await send(request);
      setBusy(false);
      onDone(response);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
      setBusy(false);
    }
  }

  return { submit, isBusy, error };
}
