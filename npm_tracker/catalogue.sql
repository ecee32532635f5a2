-- What PostgreSQL tells everybody about tables that they may not read: how many rows were added, how large a file is,
-- who waits for a lock, what others execute. Polled, it tells when a visit is planned. Taken from PUBLIC here, in one
-- database, by the cluster's superuser; safe to run again. npm_tracker/roles.sql includes it; on a cluster that was
-- made before, a superuser runs `psql -d npm_tracker -f npm_tracker/catalogue.sql`. `manage.py walls` says when it
-- is wanting. The owner of the database keeps what it had: pg_dump asks for it.
DO $$
DECLARE
    each regprocedure;
BEGIN
    FOR each IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')
            AND proname ~ '^(pg_stat_|pg_.*_size$|pg_.*_size_|pg_relation_file|pg_filenode|pg_.*wal|pg_last_|pg_control_|pg_lock|pg_.*blocking|pg_isolation_test|pg_.*advisory_|pg_prepared_xact|pg_.*xact_id|pg_xact_|pg_.*snapshot|txid_|pg_sequence_last|pg_get_sequence_data|pg_get_replication|pg_get_backend|pg_get_multixact|pg_get_aios|pg_get_wait|pg_show_repl|pg_notification_queue|pg_notify$|pg_export|pg_logical_emit|pg_cancel_backend|pg_terminate_backend|lo_|lowrite|loread)'
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION pg_catalog.%s FROM PUBLIC', each);
        EXECUTE format('GRANT EXECUTE ON FUNCTION pg_catalog.%s TO npm_owner', each);
    END LOOP;
END $$;

-- The planner's estimates of every table, and its ages. All other columns stay readable: clients need the catalogue.
DO $$
BEGIN
    EXECUTE 'REVOKE SELECT ON pg_class FROM PUBLIC';
    EXECUTE 'GRANT SELECT ON pg_class TO npm_owner';
    EXECUTE (
        SELECT format('GRANT SELECT (%s) ON pg_class TO PUBLIC', string_agg(attname, ', '))
        FROM pg_attribute
        WHERE attrelid = 'pg_class'::regclass AND attnum > 0 AND NOT attisdropped
            AND attname NOT IN (
                'reltuples', 'relpages', 'relallvisible', 'relallfrozen', 'relfilenode', 'relfrozenxid', 'relminmxid'
            )
    );
END $$;
REVOKE SELECT ON pg_stats, pg_stats_ext, pg_stats_ext_exprs FROM PUBLIC;
