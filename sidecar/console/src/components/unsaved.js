/** A question before a changed form is left. */

import { useEffect } from "preact/hooks";

/**
 * Asks before the page is closed, or left by a link, while a form has changes that are not saved.
 * @param {boolean} isChanged
 */
export function useUnsavedChanges(isChanged) {
  useEffect(() => {
    if (!isChanged) return undefined;
    addEventListener("beforeunload", askBeforeUnload);
    document.addEventListener("click", askBeforeLink, { capture: true });
    return () => {
      removeEventListener("beforeunload", askBeforeUnload);
      document.removeEventListener("click", askBeforeLink, { capture: true });
    };
  }, [isChanged]);
}

/** @param {Event} event */
function askBeforeUnload(event) {
  event.preventDefault();
}

/** @param {MouseEvent} event */
function askBeforeLink(event) {
  const isLink = event.target instanceof Element && event.target.closest("a[href^='#/']");
  if (isLink && !confirm("Leave this form without saving it?")) {
    event.preventDefault();
    event.stopPropagation();
  }
}
