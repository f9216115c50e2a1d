/** Who uses the console, and what Elasticsearch allows them. */

import { batch, signal } from "@preact/signals";
import { send } from "./api.js";
import * as calls from "./calls.js";
import { isLoginNeeded } from "./lock.js";
import { forgetCredentials } from "./session.js";

/**
 * @typedef {object} Identity
 * @property {string | null} username null without security, and with an API key that has no name
 * @property {string[]} roles
 * @property {boolean} security whether the cluster checks who calls
 * @property {Record<string, Record<string, boolean>>} index privileges by index and name
 */

/** @typedef {readonly [index: string, privilege: string]} Privilege */

const JOBS = ".siren-jobs", INGESTIONS = ".siren-ingestions", DATASOURCES = ".siren-datasources", DEAD_LETTERS = ".siren-dead-letters";

/** The privileges that the console's buttons and pages require. The API checks them, and those on the target, at each call. */
export const MAY = Object.freeze({
  readRuns: /** @type {Privilege[]} */ ([[JOBS, "read"]]),
  readJobs: /** @type {Privilege[]} */ ([[INGESTIONS, "read"], [JOBS, "read"]]),
  readSchedules: /** @type {Privilege[]} */ ([[INGESTIONS, "read"]]),
  run: /** @type {Privilege[]} */ ([[JOBS, "write"], [DATASOURCES, "read"]]),
  abort: /** @type {Privilege[]} */ ([[JOBS, "write"]]),
  editJobs: /** @type {Privilege[]} */ ([[INGESTIONS, "write"], [DATASOURCES, "read"]]),
  changeJobs: /** @type {Privilege[]} */ ([[INGESTIONS, "write"], [DATASOURCES, "read"], [INGESTIONS, "read"]]),
  readDatasources: /** @type {Privilege[]} */ ([[DATASOURCES, "read"], [INGESTIONS, "read"]]),
  editDatasources: /** @type {Privilege[]} */ ([[DATASOURCES, "write"]]),
  changeDatasources: /** @type {Privilege[]} */ ([[DATASOURCES, "write"], [DATASOURCES, "read"]]),
  createJobsOfTables: /** @type {Privilege[]} */ ([[DATASOURCES, "write"], [INGESTIONS, "write"], [DATASOURCES, "read"]]),
  readDeadLetters: /** @type {Privilege[]} */ ([[DEAD_LETTERS, "read"]]),
  retry: /** @type {Privilege[]} */ ([[DEAD_LETTERS, "write"]]),
});

/** The caller; undefined until the API has said who it is. */
export const identity = signal(/** @type {Identity | undefined} */ (undefined));

/** A number for each user in turn. What one user's page shows must not stay for the next one. */
export const userNumber = signal(0);

/** Asks the API who the caller is. The page of the same user stays. */
export async function identify() {
  const found = /** @type {Identity} */ (await send(calls.me())), before = identity.value;
  batch(() => {
    // An API key may have no name: then nothing says that it is the same user.
    if (found.username === null || found.username !== before?.username) userNumber.value += 1;
    identity.value = found;
    isLoginNeeded.value = false;
  });
}

/** Logs out: what was shown is shown no more. */
export function logOut() {
  forgetCredentials();
  identity.value = undefined;
}

/**
 * Returns the first of some privileges that the caller lacks.
 * @param {readonly Privilege[]} privileges
 */
export function missingPrivilege(privileges) {
  return privileges.find(([index, name]) => !identity.value?.index[index]?.[name]);
}

/**
 * Returns whether the caller has all of some privileges.
 * @param {readonly Privilege[]} privileges
 */
export function may(privileges) {
  return missingPrivilege(privileges) === undefined;
}
