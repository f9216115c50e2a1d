/** Which documents an INCREMENTAL deletes because their rows were deleted, and when. */

import { deletionsMode, withDeletionsMode, withSchedule } from "../definition.js";
import { html } from "../html.js";
import { ChoiceField, LongTextField, TextField } from "./fields.js";
import { CronFields } from "./schedule_fields.js";

/** @typedef {import("../definition.js").Ingest} Ingest */
/** @typedef {import("../definition.js").DeletionsMode} DeletionsMode */

/** @type {Record<DeletionsMode, string>} */
const MODES = {
  none: "Stay in the target",
  compare: "Compare all keys after each run, and delete documents without a row",
  schedule: "Compare all keys on a separate schedule, and delete documents without a row",
  column: "A column marks deleted rows: delete their documents when the rows are read",
};

/** @type {Record<DeletionsMode, string | undefined>} */
const HINTS = {
  none: undefined,
  compare: "Comparing reads the keys of all rows with each run. It needs a key, and a target that only this job writes.",
  schedule: "Comparing reads the keys of all rows. It needs a key, and a target that only this job writes. Runs delete nothing.",
  column: "Needs a key, and a query that returns rows after they were marked.",
};

/**
 * @param {object} properties
 * @param {Ingest} properties.ingest
 * @param {Ingest} properties.origin the definition before it was changed here
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {(changed: (current: Ingest) => Ingest) => void} properties.update
 * @param {string[]} properties.columns of the query, as far as they are known
 * @param {(name: string) => string | undefined} properties.rejectionOf why the value of a field was not saved
 */
export function DeletionFields({ ingest, origin, change, update, columns, rejectionOf }) {
  const mode = deletionsMode(ingest), rejection = rejectionOf("deletions");
  return html`
    <${ChoiceField} label="Deleted rows" value=${mode} options=${MODES} hint=${HINTS[mode]} error=${mode === "column" ? undefined : rejection}
      onChange=${(/** @type {DeletionsMode} */ chosen) => update((current) => withDeletionsMode(current, chosen, origin))} />
    ${mode === "column" && html`<${TextField} label="Column that marks deleted rows" value=${ingest["deletions"].column} error=${rejection} suggestions=${columns} required placeholder="deleted_at"
      onChange=${(/** @type {string} */ column) => change("deletions")({ column })} hint="A boolean, a number, a date or a timestamp. A row counts as deleted unless its value is null, false or 0." />`}
    ${mode === "schedule" && html`<${CronFields} label="Deletions start" of="the deletions" value=${ingest["deletions_schedule"]} required error=${rejectionOf("deletions_schedule")}
      onChange=${(/** @type {string} */ value) => update((current) => withSchedule(current, "deletions_schedule", value, origin))} />`}
    ${(mode === "compare" || mode === "schedule") && html`<${LongTextField} label="Key query" value=${ingest["deletions_query"]} onChange=${change("deletions_query")} error=${rejectionOf("deletions_query")}
      hint="Returns the keys of all rows whose documents stay. Without one, the query of the job does: that must not leave out rows by its own conditions." />`}
  `;
}
