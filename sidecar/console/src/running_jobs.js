/** The running jobs of all replicas: one small request for all of them. */

import { send } from "./api.js";
import * as calls from "./calls.js";
import { usePolling } from "./poll.js";

/** Milliseconds between two requests while something runs. With the execution's own second, a number is never older than two. */
const RUNNING_INTERVAL = 1000;
const IDLE_INTERVAL = 5000;

/** Polls the running jobs: their statuses by id. */
export function useRunningJobs() {
  return usePolling(
    async (signal) => {
      const { jobs } = await send(calls.runningJobs(), signal);
      return /** @type {Map<string, any>} */ (new Map(jobs.map((/** @type {any} */ job) => [job._id, job.status])));
    },
    (data) => (data?.size ? RUNNING_INTERVAL : IDLE_INTERVAL),
    [],
  );
}
