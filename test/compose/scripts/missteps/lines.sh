docker compose -f m/build-list.yaml config
docker compose -f m/neither.yaml config
docker compose -f m/bad-name.yaml config
docker compose -f m/project.yaml config
docker compose -f m/replicas.yaml config
docker compose -f m/memory.yaml config
docker compose -f m/memory2.yaml config
docker compose -f m/duration.yaml config
docker compose -f m/interval.yaml config
docker compose -f m/health-form.yaml up -d
docker compose -f m/health-form.yaml down -v 2> /dev/null
docker compose -f m/port-range.yaml config
docker compose -f m/port-proto.yaml config
docker compose -f m/port-big.yaml up -d
docker compose -f m/port-map.yaml config
docker compose -f m/vol-map.yaml config
docker compose -f m/vol-mode.yaml up -d
docker compose -f m/vol-mode.yaml down -v 2> /dev/null
docker compose -f m/vol-dup.yaml config
docker compose -f m/env-map.yaml config
docker compose -f m/env-mixed.yaml config
docker compose -f m/extends.yaml config
docker compose -f m/extends2.yaml config
docker compose -f m/extends3.yaml config
docker compose -f m/include.yaml config
docker compose -f m/include2.yaml config
docker compose -f m/anchor.yaml config
docker compose -f m/merge.yaml config
docker compose -f m/dup.yaml config
docker compose -f m/quote.yaml config
docker compose -f m/colon.yaml config
docker compose -f m/list.yaml config
docker compose -f m/scalar.yaml config
docker compose -f m/dollar.yaml config
docker compose -f m/nested.yaml config
docker compose -f m/secret.yaml up -d
docker compose -f m/secret.yaml down -v 2> /dev/null
docker compose -f m/secret-env.yaml up -d
docker compose -f m/secret-env.yaml down -v 2> /dev/null
docker compose -f m/secret-both.yaml config
docker compose -f m/config.yaml config
docker compose -f m/netmode.yaml config
docker compose -f m/netmode2.yaml config
docker compose -f m/net-ip.yaml up -d
docker compose -f m/net-ip.yaml down -v 2> /dev/null
docker compose -f m/net-driver.yaml up -d
docker compose -f m/vol-driver.yaml up -d
docker compose -f m/vol-driver.yaml down -v 2> /dev/null
docker compose -f m/subnet.yaml up -d
docker compose -f m/workdir.yaml up -d
docker compose -f m/workdir.yaml down -v 2> /dev/null
docker compose -f m/entry.yaml up -d
docker compose -f m/entry.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose -f m/entry.yaml down -v 2> /dev/null
docker compose -f m/restart.yaml config
docker compose -f m/restart-bool.yaml config
docker compose -f m/migrate-fails.yaml up -d
docker compose -f m/migrate-fails.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose -f m/migrate-fails.yaml down -v 2> /dev/null
docker compose -f m/unhealthy.yaml up -d
docker compose -f m/unhealthy.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose -f m/unhealthy.yaml down -v 2> /dev/null
docker compose -f m/no-health.yaml up -d
docker compose -f m/no-health.yaml down -v 2> /dev/null
docker compose -f m/dep-self.yaml config
docker compose -f m/dep-off.yaml config
docker compose -f m/build.yaml up -d
docker compose -f m/build2.yaml up -d
docker compose -f m/build3.yaml config
docker compose -f m/gpus.yaml up -d
docker compose -f m/gpus.yaml down -v 2> /dev/null
docker compose -f m/ulimit.yaml config
docker compose -f m/dep-off.yaml up -d a b --no-deps
docker compose -f m/dep-off.yaml --profile extra down
docker compose -f m/neither.yaml -f m/list.yaml config
