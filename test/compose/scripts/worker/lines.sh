docker compose config --services
docker compose config --networks
docker compose config --volumes
docker compose config api
docker compose config --profiles
docker compose up -d
docker compose ps -a --format 'table {{.Name}}\t{{.State}}\t{{.ExitCode}}'
docker compose logs migrate
docker compose logs db api
docker compose exec api env | grep -E 'LEVEL|REGION|QUOTED' | sort
docker compose exec db cat /run/secrets/db_password
docker compose exec api wget -qO- localhost:8000
docker compose exec worker sh -c 'wget -qO- http://api:8000/'
docker compose run --rm probe
docker compose --profile test up --exit-code-from probe probe
docker compose exec --index=2 worker hostname | wc -c
docker compose ps worker
docker compose up -d --scale worker=4
docker compose ps --format '{{.Name}}' worker | sort
docker compose scale worker=1
docker compose logs --no-log-prefix worker | sort
docker compose up -d --no-deps --force-recreate api
docker compose restart db
docker compose ps --status exited
docker compose ps --status running --services
docker compose ps --filter status=exited -q | wc -l
printf 'LEVEL=trace\nEXTRA=1\n' > local.env; docker compose up -d
docker compose exec api sh -c 'echo $LEVEL $EXTRA'
docker compose run --rm -e LEVEL=debug api sh -c 'echo $LEVEL'
docker compose run --rm --no-deps --entrypoint sh api -c 'echo $REGION'
docker compose run -d --name oneoff worker
docker compose ps -a --orphans=false --format '{{.Name}}' | sort
docker rm -f oneoff
docker compose pause worker
docker compose ps worker --format '{{.Status}}'
docker compose unpause worker
docker compose kill -s SIGTERM worker
sleep 1; docker compose ps -a worker --format '{{.State}} {{.ExitCode}}'
docker compose up -d worker
docker compose cp api:/srv/index.html ./copied.html && cat copied.html
docker compose cp copied.html worker:/tmp/
docker compose exec worker ls /tmp
docker compose stop -t 1 db
docker compose start
docker compose rm -sf worker
docker compose ps -a --services | sort
docker network ls --filter label=com.docker.compose.project=jobs --format '{{.Name}} {{.Internal}}'
docker volume inspect jobs_db --format '{{json .Labels}}'
docker compose down
docker compose up --abort-on-container-exit migrate 2>&1 | sort
docker compose down -v
docker compose down -v
