/** When a job starts by itself. */

import { hasSchedule, SCHEDULES, withSchedule } from "../definition.js";
import { html } from "../html.js";
import { CheckField, ChoiceField, TextField } from "./fields.js";

/** @typedef {import("../definition.js").Ingest} Ingest */

/**
 * @param {object} properties
 * @param {Ingest} properties.ingest
 * @param {Ingest} properties.origin the definition before it was changed here
 * @param {(name: string) => (value: unknown) => void} properties.change
 * @param {(changed: (current: Ingest) => Ingest) => void} properties.update
 */
export function ScheduleFields({ ingest, origin, change, update }) {
  const { timezone, enable_scheduler: isEnabled = false } = ingest;
  const name = nameOfSchedules(ingest);
  return html`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${CronFields} label="Starts" value=${ingest["schedule"]} onChange=${(/** @type {string} */ value) => update((current) => withSchedule(current, "schedule", value, origin))} />
    ${hasSchedule(ingest) && html`
      <${TextField} label=${`Time zone of ${name}`} value=${timezone} onChange=${change("timezone")} placeholder="UTC" />
      <${CheckField} label=${`${name.charAt(0).toUpperCase()}${name.slice(1)} ${name === BOTH ? "are" : "is"} enabled`} value=${isEnabled} onChange=${change("enable_scheduler")} />
    `}
  </section>`;
}

const BOTH = "both schedules";

/** @param {Ingest} ingest with at least one schedule */
function nameOfSchedules({ schedule, deletions_schedule: deletionsSchedule }) {
  if (schedule && deletionsSchedule) return BOTH;
  return deletionsSchedule ? "the schedule of the deletions" : "the schedule";
}

/**
 * A schedule, chosen or written.
 * @param {object} properties
 * @param {string} properties.label of the choice
 * @param {string | undefined} properties.value
 * @param {(value: string) => void} properties.onChange
 * @param {string} [properties.of] what starts, if it is not a run
 * @param {boolean} [properties.required]
 * @param {string | undefined} [properties.error]
 */
export function CronFields({ label, value = "", onChange, of = "", required, error }) {
  const { "": manual, ...schedules } = SCHEDULES;
  const options = required ? schedules : { "": manual, ...schedules };
  const isKnown = value in options;
  return html`
    <${ChoiceField} label=${label} value=${isKnown ? value : "custom"} onChange=${onChange} options=${isKnown ? options : { ...options, custom: "As written below" }} />
    <${TextField} label=${`Quartz cron expression${of && ` of ${of}`}`} value=${value} onChange=${onChange} required=${required} error=${error} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
  `;
}
