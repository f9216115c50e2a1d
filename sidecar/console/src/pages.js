/** The pages and their addresses. */

import { MAY } from "./identity.js";
import { DatasourceFormPage } from "./pages/datasource_form.js";
import { DatasourcesPage } from "./pages/datasources.js";
import { DeadLettersPage } from "./pages/dead_letters.js";
import { ExecutionPage } from "./pages/execution.js";
import { ExecutionsPage } from "./pages/executions.js";
import { JobPage } from "./pages/job.js";
import { JobFormPage } from "./pages/job_form.js";
import { JobsPage } from "./pages/jobs.js";
import { NotFoundPage } from "./pages/not_found.js";
import { OverviewPage } from "./pages/overview.js";
import { SchedulePage } from "./pages/schedule.js";
import { TablesPage } from "./pages/tables.js";

/**
 * @typedef {object} PageEntry
 * @property {string} [title] in the navigation
 * @property {string} [parent] the page that the navigation marks instead
 * @property {import("preact").ComponentType<any>} [list] without an id
 * @property {import("preact").ComponentType<any>} [object] with an id
 * @property {readonly import("./identity.js").Privilege[]} requires
 * @property {readonly import("./identity.js").Privilege[]} [objectRequires] with an id, if it requires others
 */

/** @type {Record<string, PageEntry>} */
export const PAGES = {
  overview: { title: "Overview", list: OverviewPage, requires: MAY.readRuns },
  jobs: { title: "Jobs", list: JobsPage, object: JobPage, requires: MAY.readJobs },
  executions: { title: "Runs", list: ExecutionsPage, object: ExecutionPage, requires: MAY.readRuns },
  schedule: { title: "Schedule", list: SchedulePage, requires: MAY.readJobs },
  "dead-letters": { title: "Dead letters", list: DeadLettersPage, requires: MAY.readDeadLetters },
  datasources: { title: "Datasources", list: DatasourcesPage, requires: MAY.readDatasources },
  "job-form": { parent: "jobs", list: JobFormPage, object: JobFormPage, requires: MAY.editJobs, objectRequires: MAY.changeJobs },
  "datasource-form": {
    parent: "datasources", list: DatasourceFormPage, object: DatasourceFormPage,
    requires: MAY.editDatasources, objectRequires: MAY.changeDatasources,
  },
  tables: { parent: "datasources", object: TablesPage, requires: MAY.createJobsOfTables },
};

/**
 * Returns the page of an address.
 * @param {string} page
 * @param {string | undefined} id
 */
export function pageOf(page, id) {
  const entry = PAGES[page];
  const component = id === undefined ? entry?.list : entry?.object;
  if (!entry || !component) return { component: NotFoundPage, name: "Not found", requires: [] };
  const requires = id === undefined ? entry.requires : (entry.objectRequires ?? entry.requires);
  return { component, name: id ?? entry.title ?? "New", requires };
}
