"""Session settings of SQL Server and Oracle: no default of the server, database or login changes what a query returns."""

SQLSERVER_SETTINGS = (
    "SET ROWCOUNT 0",
    "SET TEXTSIZE 2147483647",
    "SET LANGUAGE us_english",
    "SET DATEFORMAT mdy",
    "SET DATEFIRST 7",
    "SET ANSI_NULLS ON",
    "SET ANSI_PADDING ON",
    "SET ANSI_WARNINGS ON",
    "SET ARITHABORT ON",
    "SET ARITHIGNORE OFF",
    "SET CONCAT_NULL_YIELDS_NULL ON",
    "SET NUMERIC_ROUNDABORT OFF",
    "SET QUOTED_IDENTIFIER ON",
    "SET FORCEPLAN OFF",
    "SET LOCK_TIMEOUT -1",
    "SET QUERY_GOVERNOR_COST_LIMIT 0",
)
"""SET LANGUAGE changes the date format and the first day of the week, so it comes before them."""

ORACLE_SETTINGS = (
    "ALTER SESSION SET NLS_LANGUAGE = 'AMERICAN'",
    "ALTER SESSION SET NLS_TERRITORY = 'AMERICA'",
    "ALTER SESSION SET NLS_CALENDAR = 'GREGORIAN'",
    "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'",
    "ALTER SESSION SET NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF'",
    "ALTER SESSION SET NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM'",
    "ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,'",
    "ALTER SESSION SET NLS_SORT = 'BINARY'",
    "ALTER SESSION SET NLS_COMP = 'BINARY'",
    "ALTER SESSION SET CURSOR_SHARING = 'EXACT'",
    "ALTER SESSION SET TIME_ZONE = '{timezone}'",
)
"""Language and territory set the formats, so they come before them. A timestamp with local time zone arrives in the session's."""
