docker compose up -d
docker compose ps -a --format '{{.Service}}: {{.State}} {{.ExitCode}} {{.Health}}' | sort
docker compose logs --no-color | sort
docker compose up -d
docker compose up -d --wait
docker compose up -d --wait web db
docker compose --profile test up tests --abort-on-container-exit 2>&1 | sort
docker compose --profile test up --exit-code-from tests --attach tests 2>&1 | sort; echo ${PIPESTATUS[0]}
CODE=5 docker compose --profile test up --abort-on-container-failure tests 2>&1 | tail -3; echo ${PIPESTATUS[0]}
docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose --profile test up --no-log-prefix --no-deps tests
docker compose --profile test up --no-color --timestamps --no-deps tests | wc -l
docker compose up -d db; docker compose wait seed
docker compose up -d; (sleep 1; docker compose kill -s KILL db) & docker compose wait db
docker compose wait --down-project db web & sleep 0.5; docker compose stop web; wait
docker compose ps -a -q | wc -l
docker compose up -d --no-start
docker compose ps -a --format '{{.Service}} {{.State}}' | sort
docker compose start
docker compose start nothing
docker compose run --rm web echo ran
docker compose run --rm --no-deps tests; echo $?
docker compose run --quiet --rm web true
docker compose run -T --rm --name named -e CODE=1 web sh -c 'hostname | wc -c; exit 9'; echo $?
docker compose run --rm web nosuchprogram; echo $?
echo piped | docker compose run -T --rm --no-deps web cat
echo piped | docker compose exec -T web cat
docker compose exec web sh -c 'exit 12'; echo $?
docker compose exec web nosuchprogram; echo $?
docker compose exec -d web touch /made; docker compose exec web ls /made
docker compose exec --index 3 web true
docker compose exec --privileged -u nobody web id -un
docker compose stop db
docker compose exec db true
docker compose logs db --since 10m | sort -u
docker compose up -d --no-recreate
docker compose restart
docker compose kill
docker compose kill web
docker compose pause web
docker compose unpause
docker compose rm -f
docker compose rm -f
docker compose down --timeout 0
docker compose -f sick.yaml up -d ill --wait
docker compose -f sick.yaml up -d needs-ill
docker compose -f sick.yaml up -d needs-done
docker compose -f sick.yaml up -d soft
docker compose -f sick.yaml up -d nohealth
docker compose -f sick.yaml up -d --wait plain soft
docker compose -f sick.yaml up -d --wait --wait-timeout 1 ill plain; echo $?
docker compose -f sick.yaml run needs-done; echo $?
docker compose -f sick.yaml ps -a --format '{{.Service}} {{.State}} {{.Health}}' | sort
docker compose -f sick.yaml down -t 0
docker compose up --wait --no-start
docker compose up -d --attach web
docker compose up --exit-code-from nosuch
docker compose up -d --timeout x
docker compose up --scale web
docker compose up --scale zzz=2 -d
docker compose scale web
docker compose scale web=two
docker compose run
docker compose exec web
docker compose logs --tail x
docker compose logs --since yesterday
docker compose ps --status bogus
docker compose ps --filter foo=bar
docker compose ps --format bogus
docker compose port web
docker compose port web http
docker compose cp a b
docker compose cp web:/a db:/b
docker compose kill -s BOGUS web
docker compose down --rmi some
docker compose images --format xml
docker compose ls --filter x=y
docker compose config --hash nosuch
docker compose version --format json
docker compose version -f pretty
docker compose pause --all
docker compose wait
docker compose up -f compose.yaml
docker compose -p
docker compose --profile '*' config --services | sort
docker compose top nosuch
docker compose stats --no-stream nosuch
docker compose events nosuch --until 0s
docker compose attach nosuch
docker compose attach
docker compose commit web
docker compose export
docker compose volumes nosuch
docker compose --file
docker compose --parallel x up
docker compose ps extra nosuch
docker compose down web
docker compose down -v -t 0
