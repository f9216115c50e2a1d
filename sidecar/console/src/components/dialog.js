/** A modal dialog. The browser keeps the focus in it and closes it with Escape. */

import { useEffect, useRef } from "preact/hooks";
import { html } from "../html.js";

/** @param {{title: string, onClose: () => void, isBusy: boolean, children: import("preact").ComponentChildren}} properties `isBusy`: it stays open */
export function Dialog({ title, onClose, isBusy, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
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
