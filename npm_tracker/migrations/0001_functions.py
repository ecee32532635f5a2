from django.db import migrations

# One immutable function serves sorting and search: case, Latin accents, Arabic alef, hamza, ta marbuta, alef maqsura,
# diacritics (harakat) and tatweel are folded. It is written for the "builtin" collation provider, C.UTF-8.
FOLD = r"""
CREATE FUNCTION npm_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = pg_catalog
AS $$
SELECT translate(
    regexp_replace(lower(normalize(value, NFC)), U&'[\0640\064B-\065F\0670\200C-\200F\202A-\202E\2066-\2069]', '', 'g'),
    U&'\0623\0625\0622\0671\0649\0629\0624\0626àáâãäåçèéêëìíîïñòóôõöùúûüýÿ\2019',
    U&'\0627\0627\0627\0627\064A\0647\0648\064Aaaaaaaceeeeiiiinooooouuuuyy'''
)
$$;

CREATE FUNCTION npm_search(texts jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = public, pg_catalog
AS $$
SELECT to_tsvector('pg_catalog.french', npm_fold(coalesce(texts ->> 'fr', '')))
    || to_tsvector('pg_catalog.arabic', npm_fold(coalesce(texts ->> 'ar', '')))
    || to_tsvector('pg_catalog.english', npm_fold(coalesce(texts ->> 'en', '')))
    || to_tsvector('pg_catalog.simple', npm_fold(coalesce(
        (SELECT string_agg(value, ' ' ORDER BY key) FROM jsonb_each_text(texts)), '')))
$$;

CREATE FUNCTION npm_query(words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
SET search_path = public, pg_catalog
AS $$
SELECT websearch_to_tsquery('pg_catalog.french', npm_fold(words))
    || websearch_to_tsquery('pg_catalog.arabic', npm_fold(words))
    || websearch_to_tsquery('pg_catalog.english', npm_fold(words))
    || websearch_to_tsquery('pg_catalog.simple', npm_fold(words))
$$;
"""
DROP_FOLD = "DROP FUNCTION npm_query(text); DROP FUNCTION npm_search(jsonb); DROP FUNCTION npm_fold(text);"

CACHES = "".join(
    f"""
CREATE TABLE npm_cache_{portal} (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX npm_cache_{portal}_expires ON npm_cache_{portal} (expires);
"""
    for portal in ("staff", "partner")
)
DROP_CACHES = "DROP TABLE npm_cache_staff; DROP TABLE npm_cache_partner;"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FOLD, DROP_FOLD), migrations.RunSQL(CACHES, DROP_CACHES)]
