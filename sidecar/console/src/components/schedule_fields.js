/** When a job starts by itself. */

import { SCHEDULES } from "../definition.js";
import { html } from "../html.js";
import { CheckField, ChoiceField, TextField } from "./fields.js";

/**
 * @param {object} properties
 * @param {import("../definition.js").Ingest} properties.ingest
 * @param {import("../definition.js").Ingest} properties.origin the definition before it was changed here
 * @param {(name: string) => (value: unknown) => void} properties.change
 */
export function ScheduleFields({ ingest, origin, change }) {
  const { schedule = "", timezone, enable_scheduler: isEnabled = false } = ingest;
  const isKnown = schedule in SCHEDULES;

  /** @param {string} chosen */
  function choose(chosen) {
    change("schedule")(chosen);
    // A first schedule is meant to run, in the time zone of the one who sets it. A disabled one stays disabled when it is changed.
    const wasEnabled = !origin["schedule"] || origin["enable_scheduler"] === true;
    if (Boolean(chosen) !== Boolean(schedule)) change("enable_scheduler")(Boolean(chosen) && wasEnabled);
    if (chosen && !schedule && !timezone) change("timezone")(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }

  return html`<section class="panel fields">
    <h2>4. Schedule</h2>
    <${ChoiceField} label="Starts" value=${isKnown ? schedule : "custom"} onChange=${choose} options=${isKnown ? SCHEDULES : { ...SCHEDULES, custom: "As written below" }} />
    <${TextField} label="Quartz cron expression" value=${schedule} onChange=${choose} placeholder="0 0 2 * * ?"
      hint="Seconds, minutes, hours, day of the month, month, day of the week." />
    ${schedule && html`
      <${TextField} label="Time zone of the schedule" value=${timezone} onChange=${change("timezone")} placeholder="UTC" />
      <${CheckField} label="The schedule is enabled" value=${isEnabled} onChange=${change("enable_scheduler")} />
    `}
  </section>`;
}
