/** The editor of a query. It is loaded when it is first needed; until then, and if it cannot be, a text field is shown. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";

/** @param {{label: string, value: string, onChange: (value: string) => void}} properties */
export function SqlEditor({ label, value, onChange }) {
  const host = useRef(/** @type {HTMLDivElement | null} */ (null));
  const editor = useRef(/** @type {import("../editor/sql.js").Editor | null} */ (null));
  const latest = useRef(onChange);
  const written = useRef(value);
  const [isReady, setReady] = useState(false);
  latest.current = onChange;

  useEffect(() => {
    let isGone = false;
    import("../editor/sql.js").then(
      ({ createEditor }) => {
        if (isGone || !host.current) return;
        editor.current = createEditor(host.current, { label, value: written.current, onChange: write });
        setReady(true);
      },
      () => {},
    );
    return () => {
      isGone = true;
      editor.current?.destroy();
    };
  }, []);

  // What was typed here comes back as a value. A later effect would compare it with a text to which more was added.
  useLayoutEffect(() => {
    if (value === written.current) return;
    written.current = value;
    editor.current?.setText(value);
  }, [value]);

  /** @param {string} text */
  function write(text) {
    written.current = text;
    latest.current(text);
  }

  return html`<div class="editor">
    <div ref=${host}></div>
    ${!isReady && html`<textarea rows="8" aria-label=${label} spellcheck=${false} value=${value} onInput=${(/** @type {any} */ event) => write(event.target.value)}></textarea>`}
  </div>`;
}
