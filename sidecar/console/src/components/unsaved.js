/** A question before a changed form is left. */

import { useLayoutEffect } from "preact/hooks";
import { guardPage } from "../router.js";

/**
 * Asks before the tab is closed or shows another page, while a form has changes that are not saved.
 * @param {boolean} isChanged
 */
export function useUnsavedChanges(isChanged) {
  // A later effect would let the page be left between the first change and the next frame.
  useLayoutEffect(() => {
    if (!isChanged) return undefined;
    addEventListener("beforeunload", askBeforeUnload);
    const unguard = guardPage(() => confirm("Leave this form without saving it?"));
    return () => {
      removeEventListener("beforeunload", askBeforeUnload);
      unguard();
    };
  }, [isChanged]);
}

/** @param {Event} event */
function askBeforeUnload(event) {
  event.preventDefault();
}
