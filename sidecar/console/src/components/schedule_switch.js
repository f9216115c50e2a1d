/** When a job starts by itself, and the switch of its schedule. */

import * as calls from "../calls.js";
import { hasSchedule } from "../definition.js";
import { formatRelative, formatTime } from "../format.js";
import { html } from "../html.js";
import { MAY } from "../identity.js";
import { Action } from "./action.js";

/** @param {{hit: any, onChange: () => void}} properties `hit`: an ingestion with its status */
export function ScheduleSwitch({ hit, onChange }) {
  const { schedule, deletions_schedule: deletionsSchedule, enable_scheduler: isEnabled = false, timezone } = hit._source.ingest, id = hit._id;
  if (!hasSchedule(hit._source.ingest)) return html`<span class="muted">manual</span>`;
  const next = hit.next_fire, schedules = [schedule, deletionsSchedule && `${deletionsSchedule} for deletions`].filter(Boolean).join(", ");
  return html`<span class="schedule">
    <span title=${`${schedules} ${timezone ?? "UTC"}${next ? `, next ${formatTime(next)}` : ""}`}>
      ${(hit.next_fire_kind === "deletion" || !schedule) && "deletions "}${isEnabled ? (next ? formatRelative(next, Date.now()) : "never") : "off"}
    </span>
    <${Action} label=${isEnabled ? "Disable" : "Enable"} of=${`the schedule of ${id}`} requires=${MAY.editJobs}
      request=${calls.switchSchedule(id, !isEnabled)} onDone=${onChange}
      question=${isEnabled ? `Disable the schedule of ${id}? A run that is under way goes on.` : `Enable the schedule of ${id} (${schedules})?`} />
  </span>`;
}
