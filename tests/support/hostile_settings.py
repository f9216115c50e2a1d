"""Settings of a database that change what a query returns, unless the session has its own."""

POSTGRESQL: list[tuple[str, str, str, str]] = [
    ("timezone", "'Asia/Tokyo'", "(timestamptz '2024-01-01 00:00:00+00')::text", "2024-01-01 00:00:00+00"),
    ("timezone_abbreviations", "'India'", "(timestamptz '2024-01-01 02:00:00 IST')::text", "2024-01-01 00:00:00+00"),
    ("datestyle", "'SQL, DMY'", "date '02/01/2024' || ''", "2024-02-01"),
    ("intervalstyle", "'sql_standard'", "(interval '1 day 2 hours')::text", "P1DT2H"),
    ("extra_float_digits", "-15", "(0.1::float8 + 0.2)::text", "0.30000000000000004"),
    ("bytea_output", "'escape'", "('\\x00ff'::bytea)::text", "\\x00ff"),
    ("xmlbinary", "'hex'", "xmlforest('\\x00ff'::bytea as a)::text", "<a>AP8=</a>"),
    ("xmloption", "'document'", "('a<b/>'::xml)::text", "a<b/>"),
    ("quote_all_identifiers", "on", "quote_ident('a')", "a"),
    ("array_nulls", "off", "(('{NULL}'::text[])[1] is null)::text", "true"),
    ("transform_null_equals", "on", "((1 = null) is null)::text", "true"),
    ("gin_fuzzy_search_limit", "1", "(select count(*) from hostile where words @> array['a'])::text", "20000"),
    ("client_encoding", "'LATIN1'", "'łß'", "łß"),
    ("standard_conforming_strings", "off", r"'a\\b'", r"a\\b"),
    ("backslash_quote", "off", r"E'a\'b'", "a'b"),
    ("statement_timeout", "1000", "coalesce(pg_sleep(1.1)::text, '')", ""),
    ("lock_timeout", "1", "current_setting('lock_timeout')", "0"),
    ("idle_in_transaction_session_timeout", "1000", "current_setting('idle_in_transaction_session_timeout')", "0"),
    ("default_transaction_isolation", "'read uncommitted'", "current_setting('transaction_isolation')", "repeatable read"),
    ("default_transaction_read_only", "off", "current_setting('transaction_read_only')", "on"),
    ("lc_numeric", "'C.UTF-8'", "current_setting('lc_numeric')", "C"),
    ("lc_time", "'C.UTF-8'", "current_setting('lc_time')", "C"),
]
"""Settings of PostgreSQL, each with a hostile value and an expression of a query, and the value that it has nevertheless."""

_SQL_MODE = (
    "'ANSI_QUOTES,PIPES_AS_CONCAT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,NO_BACKSLASH_ESCAPES,NO_UNSIGNED_SUBTRACTION,ORACLE,"
    "PAD_CHAR_TO_FULL_LENGTH,EMPTY_STRING_IS_NULL,TIME_ROUND_FRACTIONAL,SIMULTANEOUS_ASSIGNMENT,NO_ZERO_DATE,ALLOW_INVALID_DATES'"
)

MARIADB: list[tuple[str, str, str, str]] = [
    ("sql_select_limit", "1", "select group_concat(n) from (select count(*) n from hostile group by a) x", "2,2,2"),
    ("sql_mode", _SQL_MODE, 'select concat("a", "b")', "ab"),
    ("sql_mode", _SQL_MODE, "select 1 || 0", "1"),
    ("sql_mode", _SQL_MODE, "select not 1 between -5 and 5", "0"),
    ("sql_mode", _SQL_MODE, r"select 'a\\b'", r"a\b"),
    ("sql_mode", _SQL_MODE, "select coalesce('', 'null')", ""),
    ("sql_mode", _SQL_MODE, "select concat(c, '|') from hostile limit 1", "c|"),
    ("sql_mode", _SQL_MODE, "select cast('2024-01-01 00:00:00.9' as datetime)", "2024-01-01T00:00:00Z"),
    ("sql_mode", _SQL_MODE, "select cast(cast('2024-02-30' as date) is null as char)", "1"),
    ("character_set_results", "latin1", "select 'łß'", "łß"),
    ("collation_connection", "utf8mb4_bin", "select 'a' = 'A'", "1"),
    ("time_zone", "'+05:00'", "select from_unixtime(0)", "1970-01-01T00:00:00Z"),
    ("div_precision_increment", "0", "select 1 / 3", "0.3333"),
    ("group_concat_max_len", "4", "select group_concat(seq) from seq_1_to_5", "1,2,3,4,5"),
    ("max_sort_length", "64",
     "select group_concat(n) from (select seq n from seq_1_to_3 order by concat(repeat('x', 200), 9 - seq) limit 2) s", "3,2"),
    ("default_week_format", "3", "select week('2024-12-30')", "52"),
    ("lc_time_names", "de_DE", "select dayname('2024-01-01')", "Monday"),
    ("max_recursive_iterations", "1",
     "with recursive r as (select 1 n union all select n + 1 from r where n < 5) select count(*) from r", "5"),
    ("system_versioning_asof", "'2001-01-01 00:00:00'", "select count(*) from hostile", "6"),
    ("default_regex_flags", "DOTALL", r"select 'a\nb' regexp 'a.b'", "0"),
    ("old_mode", "ZERO_DATE_TIME_CAST", "select year(cast(time'10:00:00' as datetime)) > 0", "1"),
    ("max_join_size", "1", "select count(*) from seq_1_to_10 a join seq_1_to_10 b", "100"),
    ("max_statement_time", "0.5", "select sleep(0.6)", "0"),
    ("tx_isolation", "'READ-UNCOMMITTED'", "select @@tx_isolation", "REPEATABLE-READ"),
    ("idle_transaction_timeout", "1", "select @@idle_transaction_timeout", "0"),
    ("idle_readonly_transaction_timeout", "1", "select @@idle_readonly_transaction_timeout", "0"),
]  # fmt: skip
"""Settings of MariaDB, each with a hostile value and a query, and the value that it returns nevertheless."""
