/** What the official images of PostgreSQL and Redis run first. Written for the lab: the same effects and messages. */

export const postgresEntrypoint = `#!/usr/bin/env bash
set -Eeo pipefail

# NAME_FILE gives NAME by a file, so that a password need not stand in the environment.
from_file() {
	local name="$1" file="$1_FILE" default="\${2:-}"
	if [ "\${!name:-}" ] && [ "\${!file:-}" ]; then
		printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$name" "$file"
		exit 1
	fi
	local value="$default"
	if [ "\${!name:-}" ]; then
		value="\${!name}"
	elif [ "\${!file:-}" ]; then
		value="$(< "\${!file}")"
	fi
	export "$name"="$value"
	unset "$file"
}

prepare_directories() {
	mkdir -p "$PGDATA"
	chmod 00700 "$PGDATA" || :
	mkdir -p /var/run/postgresql || :
	chmod 03775 /var/run/postgresql || :
	if [ "$(id -u)" = '0' ]; then
		chown -R postgres "$PGDATA" /var/run/postgresql
	fi
}

check_settings() {
	if [ -z "$POSTGRES_PASSWORD" ] && [ 'trust' != "$POSTGRES_HOST_AUTH_METHOD" ]; then
		cat >&2 <<-'EOE'
			Error: Database is uninitialized and superuser password is not specified.
			       You must specify POSTGRES_PASSWORD to a non-empty value for the
			       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

			       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
			       connections without a password. This is *not* recommended.

			       See PostgreSQL documentation about "trust":
			       https://www.postgresql.org/docs/current/auth-trust.html
		EOE
		exit 1
	fi
	if [ 'trust' = "$POSTGRES_HOST_AUTH_METHOD" ]; then
		cat >&2 <<-'EOWARN'
			********************************************************************************
			WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust". This will allow
			         anyone with access to the Postgres port to access your database without
			         a password, even if POSTGRES_PASSWORD is set. See PostgreSQL
			         documentation about "trust":
			         https://www.postgresql.org/docs/current/auth-trust.html
			         In Docker's default configuration, this is effectively any other
			         container on the same system.

			         It is not recommended to use POSTGRES_HOST_AUTH_METHOD=trust. Replace
			         it with "-e POSTGRES_PASSWORD=password" instead to set a password in
			         "docker run".
			********************************************************************************
		EOWARN
	fi
}

run_sql() {
	PGHOST= PGHOSTADDR= psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "$@"
}

run_init_files() {
	printf '\\n'
	local file
	for file; do
		case "$file" in
			*.sh)
				if [ -x "$file" ]; then
					printf '%s: running %s\\n' "$0" "$file"
					"$file"
				else
					printf '%s: sourcing %s\\n' "$0" "$file"
					. "$file"
				fi
				;;
			*.sql)
				printf '%s: running %s\\n' "$0" "$file"
				run_sql --dbname "$POSTGRES_DB" -f "$file"
				printf '\\n'
				;;
			*.sql.gz)
				printf '%s: running %s\\n' "$0" "$file"
				gunzip -c "$file" | run_sql --dbname "$POSTGRES_DB"
				printf '\\n'
				;;
			*.sql.xz)
				printf '%s: running %s\\n' "$0" "$file"
				xzcat "$file" | run_sql --dbname "$POSTGRES_DB"
				printf '\\n'
				;;
			*) printf '%s: ignoring %s\\n' "$0" "$file" ;;
		esac
		printf '\\n'
	done
}

initialise() {
	printf '%s\\n' "$POSTGRES_PASSWORD" > /tmp/.password
	eval 'initdb --username="$POSTGRES_USER" --pwfile=/tmp/.password '"$POSTGRES_INITDB_ARGS"' "$@"'
	rm -f /tmp/.password
	local method="$POSTGRES_HOST_AUTH_METHOD"
	: "\${method:=scram-sha-256}"
	{
		printf '\\n'
		if [ 'trust' = "$method" ]; then
			printf '# Anyone may connect from anywhere: POSTGRES_HOST_AUTH_METHOD said so.\\n'
		fi
		printf 'host all all all %s\\n' "$method"
	} >> "$PGDATA/pg_hba.conf"

	# A server for this container alone, while it is filled.
	PGUSER="\${PGUSER:-$POSTGRES_USER}" pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
	if [ "$POSTGRES_DB" != 'postgres' ]; then
		run_sql --dbname postgres -c "CREATE DATABASE \\"$POSTGRES_DB\\" ;"
		printf '\\n'
	fi
	local given=()
	if [ -d /docker-entrypoint-initdb.d ]; then
		given=(/docker-entrypoint-initdb.d/*)
		[ -e "\${given[0]}" ] || given=()
	fi
	export PGPASSWORD="$POSTGRES_PASSWORD"
	run_init_files "\${given[@]}"
	unset PGPASSWORD
	PGUSER="\${PGUSER:-postgres}" pg_ctl -D "$PGDATA" -m fast -w stop
	printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
}

if [ "\${1:0:1}" = '-' ]; then
	set -- postgres "$@"
fi

if [ "$1" = 'postgres' ]; then
	asks=
	for word; do
		case "$word" in
			-'?' | --help | --describe-config | -V | --version) asks=1 ;;
		esac
	done
	if [ -z "$asks" ]; then
		from_file POSTGRES_PASSWORD
		from_file POSTGRES_USER postgres
		from_file POSTGRES_DB "$POSTGRES_USER"
		from_file POSTGRES_INITDB_ARGS
		prepare_directories
		if [ "$(id -u)" = '0' ]; then
			exec gosu postgres "$0" "$@"
		fi
		if [ -s "$PGDATA/PG_VERSION" ]; then
			printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
		else
			check_settings
			ls /docker-entrypoint-initdb.d/ > /dev/null
			initialise
		fi
	fi
fi

exec "$@"
`;

/** @param become the program that changes the user */
export function redisEntrypoint(become: string): string {
  return `#!/bin/sh
set -e

# An option, or a configuration file: the server's own.
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi

# Root gives the data to the user of the server, and becomes it.
if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then
	chown -R redis .
	exec ${become} redis "$0" "$@"
fi

if [ "$(umask)" = '0022' ]; then
	umask 0077
fi

exec "$@"
`;
}
