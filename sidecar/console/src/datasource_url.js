/** The URLs of the databases that the form knows. */

/**
 * @typedef {object} Database
 * @property {string} name
 * @property {number} [port] the port that its servers use by default; absent for files
 * @property {(place: Place) => string} url
 */

/** @typedef {{host: string, port: string, database: string}} Place `database`: its name, or the path of its file */

/** @type {Record<string, Database>} */
export const DATABASES = {
  postgresql: { name: "PostgreSQL", port: 5432, url: (place) => `jdbc:postgresql://${server(place)}/${place.database}` },
  mysql: { name: "MySQL", port: 3306, url: (place) => `jdbc:mysql://${server(place)}/${place.database}` },
  mariadb: { name: "MariaDB", port: 3306, url: (place) => `jdbc:mariadb://${server(place)}/${place.database}` },
  sqlserver: { name: "SQL Server", port: 1433, url: (place) => `jdbc:sqlserver://${server(place)};databaseName=${place.database}` },
  oracle: { name: "Oracle", port: 1521, url: (place) => `jdbc:oracle:thin:@//${server(place)}/${place.database}` },
  sqlite: { name: "SQLite", url: ({ database }) => `jdbc:sqlite:${database}` },
  duckdb: { name: "DuckDB", url: ({ database }) => `jdbc:duckdb:${database}` },
};

/** @param {Place} place */
function server({ host, port }) {
  return port ? `${host}:${port}` : host;
}
