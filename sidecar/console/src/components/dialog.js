/** A modal dialog. The browser keeps the focus in it and closes it with Escape. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";
import { isLoginNeeded } from "../lock.js";

/** @typedef {{title: string, onClose: () => void, isBusy: boolean, children: import("preact").ComponentChildren}} DialogProperties `isBusy`: it stays open */

/**
 * Shows a dialog, but not over the login: nothing else can be used while a modal dialog is open.
 * @param {DialogProperties} properties
 */
export function Dialog(properties) {
  return isLoginNeeded.value ? null : html`<${ModalDialog} ...${properties} />`;
}

/** @param {DialogProperties} properties */
function ModalDialog({ title, onClose, isBusy, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useLayoutEffect(() => {
    const dialog = element.current, opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // The browser gives the focus back only if the dialog is still on the page.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  /** @param {Event} event */
  function cancel(event) {
    if (isBusy) event.preventDefault();
    else onClose();
  }

  return html`<dialog ref=${element} aria-label=${title} onCancel=${cancel}>
    <h2>${title}</h2>
    ${children}
  </dialog>`;
}
