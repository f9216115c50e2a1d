/** One execution: how far it is, how fast, what held it up, what failed and why. */

import { formatAuthor, formatBytes, formatCompact, formatCount, formatDuration, formatPercent, formatTime, formatWebhook } from "../format.js";
import { PARTS } from "../history.js";
import { html } from "../html.js";
import { may, MAY } from "../identity.js";
import { link } from "../router.js";
import { CauseChain } from "./errors.js";
import { Events } from "./events.js";
import { Fact, Facts } from "./facts.js";
import { isDeletion, isRun, titleOf } from "./kind.js";
import { RangeChart } from "./range_chart.js";
import { RateChart } from "./rate_chart.js";
import { Tile, Tiles } from "./tiles.js";
import { VerificationResult } from "./verification.js";

/** Counts that are shown only if there are any. */
const EXCEPTIONS = { dropped: "Dropped by the pipeline", duplicates: "Duplicate ids", nulled: "Values replaced by null", retries: "Retries" };

/** Changes of the target, by the executions that compare it with the source. */
export const CHANGES = { created: "Created", updated: "Updated", unchanged: "Unchanged", deleted: "Deleted" };

/** @param {{status: any}} properties a status with its details */
export function ExecutionView({ status }) {
  const details = status.details ?? {};
  return html`
    <section class="panel" aria-label="Progress">
      <p>${status.infos}</p>
      ${status.error && html`<${CauseChain} messages=${status.error} />`}
      ${status.is_running && html`<${Progress} details=${details} />`}
      <${Tiles}>
        <${Tile} name=${isDeletion(status) ? "Rows compared" : "Rows"} value=${formatCount(status.count)} />
        ${Object.entries(CHANGES).map(([name, label]) => details[name] !== undefined && html`<${Tile} key=${name} name=${label} value=${formatCount(details[name])} />`)}
        <${Tile} name="Rows per second" value=${formatCompact(currentRate(status))} />
        ${status.is_running && html`<${Tile} name="Time left" value=${formatDuration(details.eta_in_millis)} />`}
        <${Tile} name="Running time" value=${formatDuration((status.end_time ?? Date.now()) - status.start_time)} />
        <${Tile} name="Rejected rows" value=${formatCount(details.rejected)} isBad=${details.rejected > 0}
          href=${deadLettersLink(status)} />
      <//>
      ${details.history?.time.length > 1 && html`<${RateChart} history=${details.history} />`}
    </section>
    ${details.comparison && html`<${VerificationResult} comparison=${details.comparison} />`}
    ${details.partitions && html`<${RangeChart} partitions=${details.partitions} />`}
    <div class="columns">
      <${ExecutionFacts} status=${status} />
      ${details.events && html`<${Events} events=${details.events} />`}
    </div>
  `;
}

/**
 * Returns the address of an execution's dead letters, if it can have any.
 * @param {any} status
 */
function deadLettersLink(status) {
  const { rejected = 0, execution } = status.details ?? {};
  return rejected > 0 && isRun(status) && may(MAY.readDeadLetters) ? link("dead-letters", undefined, { execution }) : undefined;
}

/**
 * Returns the rate of the last seconds while the execution runs, and the mean afterwards.
 * @param {any} status
 */
function currentRate({ is_running: isRunning, details = {} }) {
  return (isRunning ? details.history?.docs_per_second.at(-1) : undefined) ?? details.docs_per_second;
}

/** @param {{details: any}} properties */
export function Progress({ details }) {
  const text = details.waiting_for ? `waiting for ${details.waiting_for}` : details.phase;
  const percent = formatPercent(details.percent);
  return html`<div class="progress">
    <progress max="100" value=${details.percent} aria-label="Progress"></progress>
    <span class="muted">${percent && `${percent}, `}${text}</span>
  </div>`;
}

/** @param {any} details */
function startedBy(details) {
  if (details.trigger === "schedule") return "by the schedule";
  return details.started_by ? `by ${formatAuthor(details, "started")}` : "manually";
}

/** @param {{status: any}} properties */
function ExecutionFacts({ status }) {
  const details = status.details ?? {};
  return html`<section class="panel">
    <h2>${titleOf(status)}</h2>
    <${Facts}>
      <${Fact} name="Started">${formatTime(status.start_time)}, ${startedBy(details)}<//>
      <${Fact} name="Ended">${formatTime(status.end_time)}<//>
      ${details.aborted_by && html`<${Fact} name="Aborted by">${formatAuthor(details, "aborted")}<//>`}
      <${Fact} name="Attempt">${details.attempt}${details.restart_reason && `: ${details.restart_reason}`}<//>
      <${Fact} name="Agent">${details.agent ?? "–"}<//>
      <${Fact} name="Index">${details.index ?? "–"}<//>
      <${Fact} name="Slowest part">${PARTS[details.bottleneck] ?? "–"}<//>
      <${Fact} name="Rows read">${formatCount(details.rows_read)}<//>
      ${Object.entries(EXCEPTIONS).map(([name, label]) => details[name] > 0 && html`<${Fact} key=${name} name=${label}>${formatCount(details[name])}<//>`)}
      <${Fact} name=${isRun(status) ? "Sent" : "Encoded"}>${formatBytes(details.bytes)}<//>
      <${Fact} name="Last id">${status.last_id ?? "–"}<//>
      ${details.webhook && html`<${Fact} name="Webhook">${formatWebhook(details.webhook)}<//>`}
    <//>
    ${details.query && html`<h3>Query</h3><pre tabindex="0" aria-label="Query">${details.query}</pre>`}
  </section>`;
}
