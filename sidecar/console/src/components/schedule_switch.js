/** When a job starts by itself, and the switch of its schedule. */

import * as calls from "../calls.js";
import { formatRelative, formatTime } from "../format.js";
import { html } from "../html.js";
import { MAY } from "../identity.js";
import { Action } from "./action.js";

/** @param {{hit: any, onChange: () => void}} properties `hit`: an ingestion with its status */
export function ScheduleSwitch({ hit, onChange }) {
  const { schedule, enable_scheduler: isEnabled = false, timezone } = hit._source.ingest, id = hit._id;
  if (!schedule) return html`<span class="muted">manual</span>`;
  const next = hit.next_fire;
  return html`<span class="schedule">
    <span title=${`${schedule} ${timezone ?? "UTC"}${next ? `, next ${formatTime(next)}` : ""}`}>
      ${isEnabled ? (next ? formatRelative(next, Date.now()) : "never") : "off"}
    </span>
    <${Action} label=${isEnabled ? "Disable" : "Enable"} of=${`the schedule of ${id}`} requires=${MAY.editJobs}
      request=${calls.switchSchedule(id, !isEnabled)} onDone=${onChange}
      question=${isEnabled ? `Disable the schedule of ${id}? A run that is under way goes on.` : `Enable the schedule of ${id} (${schedule})?`} />
  </span>`;
}
