-- The logins and the database, made by the cluster's superuser. Safe to run again; run again, it also sets the
-- passwords anew. The embedded server runs it at each start, a production installation once (docker-compose.yml
-- mounts it into the PostgreSQL image). Run by psql, which takes the passwords from its environment:
-- NPM_OWNER_PASSWORD, NPM_STAFF_PASSWORD, NPM_PARTNER_PASSWORD, NPM_WORKER_PASSWORD.
-- What each login may do inside the database is said in npm_tracker/walls.py.
\set ON_ERROR_STOP on
\set QUIET on
-- A statement that fails is not written to the server's log: it may hold a password.
SET log_min_error_statement = panic;
SET client_min_messages = warning;
\getenv owner_password NPM_OWNER_PASSWORD
\getenv staff_password NPM_STAFF_PASSWORD
\getenv partner_password NPM_PARTNER_PASSWORD
\getenv worker_password NPM_WORKER_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM (VALUES ('npm_owner'), ('npm_staff'), ('npm_partner'), ('npm_worker')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

-- Migrations, commands and backup. BYPASSRLS: under FORCE ROW LEVEL SECURITY an owner's data migration would touch
-- no row and say nothing. CREATEDB: the test database.
ALTER ROLE npm_owner LOGIN NOSUPERUSER CREATEDB NOCREATEROLE BYPASSRLS PASSWORD :'owner_password';
ALTER ROLE npm_staff LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'staff_password';
ALTER ROLE npm_partner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'partner_password';
ALTER ROLE npm_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'worker_password';
-- The server's log names what failed, and holds neither statements nor their values nor the row that was refused.
SELECT format('ALTER ROLE %I SET %s', name, setting)
FROM (VALUES ('npm_owner'), ('npm_staff'), ('npm_partner'), ('npm_worker')) AS logins (name),
    (VALUES ('log_min_error_statement = panic'), ('log_error_verbosity = terse'), ('log_parameter_max_length = 0'),
        ('log_parameter_max_length_on_error = 0')) AS settings (setting)
\gexec
-- The owner may become a portal's login (SET ROLE), and inherits nothing from it.
GRANT npm_staff, npm_partner, npm_worker TO npm_owner WITH INHERIT FALSE, SET TRUE;

-- The builtin provider sorts and folds the same on every machine; sorting for people is the application's part.
SELECT 'CREATE DATABASE npm_tracker OWNER npm_owner TEMPLATE template0 ENCODING ''UTF8''
        LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'npm_tracker')
\gexec

REVOKE CONNECT, TEMPORARY ON DATABASE npm_tracker FROM PUBLIC;
GRANT CONNECT ON DATABASE npm_tracker TO npm_staff, npm_partner, npm_worker;
REVOKE CONNECT, TEMPORARY ON DATABASE template1, postgres FROM PUBLIC;
GRANT CONNECT ON DATABASE postgres TO npm_owner;

\connect npm_tracker
ALTER SCHEMA public OWNER TO npm_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
\ir catalogue.sql
-- What is made from the template later (the test database) starts as closed.
\connect template1
REVOKE ALL ON SCHEMA public FROM PUBLIC;
\ir catalogue.sql
