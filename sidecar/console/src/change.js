/** Reacts to a value that becomes another one. */

import { useEffect, useRef } from "preact/hooks";

/**
 * Calls `react` when a value has changed. That it becomes known is no change.
 * @param {string | undefined} value
 * @param {() => void} react
 */
export function useChange(value, react) {
  const known = useRef(value);
  useEffect(() => {
    if (known.current !== undefined && known.current !== value) react();
    known.current = value;
  }, [value]);
}
