/** What an execution is, if it is not a run that loads rows, and what it found or did. */

import { formatCount } from "../format.js";
import { html } from "../html.js";

/**
 * Returns whether an execution loads rows.
 * @param {any} status
 */
export const isRun = (status) => kindOf(status) === undefined;

/**
 * Returns whether an execution compares the target with the source instead of loading rows.
 * @param {any} status
 */
export const isVerification = (status) => kindOf(status) === "verification";

/**
 * Returns whether an execution deletes documents without a row instead of loading rows.
 * @param {any} status
 */
export const isDeletion = (status) => kindOf(status) === "deletion";

/** @param {any} status */
const kindOf = (status) => status?.details?.kind;

/** @type {Record<string, string>} */
const TITLES = { verification: "Verification", deletion: "Deletions" };

/**
 * Returns what an execution is called in a heading.
 * @param {any} status
 */
export const titleOf = (status) => TITLES[kindOf(status)] ?? "Run";

/** @param {{status: any}} properties */
export function Kind({ status }) {
  if (isDeletion(status)) {
    const { deleted } = status.details;
    return html`<span class="muted">deletions${deleted !== undefined && `: ${formatCount(deleted)}`}</span>`;
  }
  if (!isVerification(status)) return null;
  const matches = status.details.comparison?.matches;
  return html`<span class=${matches === false ? "bad" : "muted"}>verification${matches !== undefined && (matches ? ": matches" : ": differs")}</span>`;
}
