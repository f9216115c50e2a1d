/** The chosen rows of a table. */

import { useState } from "preact/hooks";

/** Holds the ids of the chosen rows. @returns {{selected: Set<string>, toggle: (id: string) => void, select: (ids: string[]) => void}} */
export function useSelection() {
  const [selected, setSelected] = useState(/** @type {Set<string>} */ (new Set()));

  /** @param {string} id */
  function toggle(id) {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  }

  return { selected, toggle, select: (ids) => setSelected(new Set(ids)) };
}
