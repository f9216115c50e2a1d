/** Fields of a form, each with its label and a hint. */

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../html.js";

/**
 * @typedef {object} FieldProperties
 * @property {string} label
 * @property {string | undefined} value
 * @property {(value: string) => void} onChange
 * @property {import("preact").ComponentChildren} [hint]
 * @property {boolean} [required]
 * @property {string} [placeholder]
 * @property {string} [type] of the input
 * @property {string} [autocomplete]
 * @property {string} [pattern]
 * @property {string} [title] what the pattern requires
 * @property {boolean} [readonly]
 * @property {string[]} [suggestions]
 * @property {string | undefined} [error] why the API rejected the value
 */

/** @param {FieldProperties} properties */
export function TextField({ label, value, onChange, hint, suggestions, error, ...input }) {
  const id = useId(), description = hint || error ? `${id}-hint` : undefined;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} value=${value ?? ""} onInvalid=${reveal} aria-invalid=${error ? "true" : undefined} aria-describedby=${description} list=${suggestions && `${id}-list`} spellcheck=${false} autocomplete="off" ...${input}
      onInput=${(/** @type {any} */ event) => onChange(event.target.value)} />
    ${suggestions && html`<datalist id=${`${id}-list`}>${suggestions.map((each) => html`<option value=${each} />`)}</datalist>`}
    ${description && html`<div class="hint" id=${description}>${error ? html`<span class="bad">${error}</span>` : hint}</div>`}
  </div>`;
}

/**
 * A text of several lines.
 * @param {Pick<FieldProperties, "label" | "value" | "onChange" | "hint" | "error">} properties
 */
export function LongTextField({ label, value, onChange, hint, error }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea id=${id} rows="4" spellcheck=${false} aria-invalid=${error ? "true" : undefined} aria-describedby=${`${id}-hint`} value=${value ?? ""}
      onInput=${(/** @type {any} */ event) => onChange(event.target.value)}></textarea>
    <div class="hint" id=${`${id}-hint`}>${error ? html`<span class="bad">${error}</span>` : hint}</div>
  </div>`;
}

/** @param {Pick<FieldProperties, "label" | "value" | "onChange" | "hint" | "required" | "error"> & {options: Record<string, string>}} properties */
export function ChoiceField({ label, value, onChange, hint, options, required, error }) {
  const id = useId(), description = hint || error ? `${id}-hint` : undefined;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} value=${value ?? ""} required=${required} aria-invalid=${error ? "true" : undefined} aria-describedby=${description}
      onChange=${(/** @type {any} */ event) => onChange(event.target.value)}>
      ${Object.entries(options).map(([key, text]) => html`<option key=${key} value=${key} selected=${key === (value ?? "")}>${text}</option>`)}
    </select>
    ${description && html`<div class="hint" id=${description}>${error ? html`<span class="bad">${error}</span>` : hint}</div>`}
  </div>`;
}

/** @param {{label: string, value: boolean, onChange: (value: boolean) => void}} properties */
export function CheckField({ label, value, onChange }) {
  return html`<label class="check"><input type="checkbox" checked=${value} onChange=${(/** @type {any} */ event) => onChange(event.target.checked)} /> ${label}</label>`;
}

/**
 * A JSON value as text. Text that is not JSON is shown as wrong and not passed on.
 * @param {{label: string, value: unknown, onChange: (value: unknown) => void, hint?: import("preact").ComponentChildren}} properties
 */
export function JsonField({ label, value, onChange, hint }) {
  const id = useId();
  const [text, setText] = useState(() => toText(value));
  const [error, setError] = useState("");
  const written = useRef(value);
  const element = useRef(/** @type {HTMLTextAreaElement | null} */ (null));

  // Changed elsewhere in the form, not here. A later effect would compare the value with a text to which more was added.
  useLayoutEffect(() => {
    if (JSON.stringify(value) === JSON.stringify(written.current)) return;
    written.current = value;
    setText(toText(value));
    setError("");
  }, [value]);

  // A form with a text that is not JSON is not sent, not even before the next frame.
  useLayoutEffect(() => element.current?.setCustomValidity(error), [error]);

  /** @param {string} changed */
  function change(changed) {
    setText(changed);
    try {
      written.current = changed.trim() ? JSON.parse(changed) : undefined;
      onChange(written.current);
      setError("");
    } catch (failure) {
      setError(String(failure instanceof Error ? failure.message : failure));
    }
  }

  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea ref=${element} id=${id} rows="6" spellcheck=${false} onInvalid=${reveal} aria-invalid=${error ? "true" : "false"} aria-describedby=${`${id}-hint`} value=${text}
      onInput=${(/** @type {any} */ event) => change(event.target.value)}></textarea>
    <div class="hint" id=${`${id}-hint`}>${error ? html`<span class="bad">${error}</span>` : hint}</div>
  </div>`;
}

/**
 * Opens the section of a field that must be corrected.
 * @param {Event} event
 */
function reveal(event) {
  const section = /** @type {Element} */ (event.target).closest("details");
  if (section) section.open = true;
}

/** @param {unknown} value */
function toText(value) {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}
