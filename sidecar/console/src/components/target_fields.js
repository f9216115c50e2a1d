/** Where the rows of a job go, and how. */

import { isCompared, isIncremental, keyToText, textToKey } from "../definition.js";
import { html } from "../html.js";
import { ChoiceField, TextField } from "./fields.js";

const STRATEGIES = {
  REPLACE: "REPLACE: read all rows into a new index, then move the alias to it",
  INCREMENTAL: "INCREMENTAL: write rows into the target by their key",
  MIRROR: "MIRROR: compare all rows with the target, then write and delete only what differs",
};

/** @type {Record<string, string>} */
const STRATEGY_HINTS = {
  REPLACE: "Readers see all old rows or all new ones. Deleted rows are gone after each run.",
  INCREMENTAL: "Reads what the query asks for: with its variables only new rows.",
  MIRROR: "For a large table with few changes. Readers see old and new documents side by side during a run. Needs a key, and a target that only this job writes.",
};

const KEY_HINT = "Column whose value becomes the document's id; several with commas.";
const KEYLESS_HINT = " Without one, ids are generated: each INCREMENTAL run adds new documents.";

const DELETIONS = {
  none: "Stay in the target",
  compare: "Compare all keys after each run, and delete documents without a row",
};

const NO_PIPELINE = "A MIRROR has none: its documents must equal the rows.";

/** A pattern that no text matches: the field must be empty. */
const EMPTY = "(?!)";

/**
 * @param {object} properties
 * @param {import("../definition.js").Ingest} properties.ingest
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {string[]} properties.columns of the query, as far as they are known
 */
export function TargetFields({ ingest, change, columns }) {
  const strategy = ingest["strategy"] ?? "INCREMENTAL", isMirror = strategy === "MIRROR";

  /** @param {string} chosen */
  function choose(chosen) {
    change("strategy")(chosen);
    if (chosen !== "INCREMENTAL") change("deletions")(undefined);
  }

  return html`
    <${TextField} label="Target" value=${ingest["target"]} onChange=${change("target")} required placeholder="orders" hint="The alias or index that users search." />
    <${ChoiceField} label="Strategy" value=${strategy} onChange=${choose} options=${STRATEGIES} hint=${STRATEGY_HINTS[strategy]} />
    ${isIncremental(ingest) && html`<${ChoiceField} label="Deleted rows" value=${ingest["deletions"] ?? "none"} options=${DELETIONS}
      onChange=${(/** @type {string} */ value) => change("deletions")(value === "none" ? undefined : value)}
      hint="Comparing reads the keys of all rows with each run. It needs a key, and a target that only this job writes." />`}
    <${TextField} label="Key" value=${keyToText(ingest["pk_field"])} onChange=${(/** @type {string} */ text) => change("pk_field")(textToKey(text))} suggestions=${columns} required=${isCompared(ingest)}
      placeholder="id" hint=${KEY_HINT + (isCompared(ingest) ? "" : KEYLESS_HINT)} />
    <details>
      <summary>Limits and batches</summary>
      <${TextField} label="Rejected rows that a run tolerates" value=${ingest["max_failures"]} onChange=${change("max_failures")} placeholder="0" hint="A number, or a percentage such as 1%." />
      <${TextField} label="Removal guard" value=${ingest["removal_guard"]} onChange=${change("removal_guard")} placeholder="50%"
        hint="A run that would remove more than this share of the target's documents removes none, and ends in an error." />
      <${TextField} label="Ingest pipeline" value=${typeof ingest["pipeline"] === "string" ? ingest["pipeline"] : ""} onChange=${change("pipeline")}
        pattern=${isMirror ? EMPTY : undefined} title=${isMirror ? NO_PIPELINE : undefined} hint=${isMirror ? NO_PIPELINE : undefined} />
      <${TextField} label="Description" value=${ingest["description"]} onChange=${change("description")} />
    </details>
  `;
}
