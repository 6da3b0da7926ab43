docker compose config --services | sort
docker compose up -d --wait --wait-timeout 30
sleep 2; docker compose ps -a --format '{{.Service}} {{.State}} {{.Health}} {{.ExitCode}}' | sort
docker compose logs --no-log-prefix consumer
docker compose logs flaky | sort -u
docker inspect -f '{{.RestartCount}} {{.State.Status}}' workspace-flaky-1
docker compose up -d consumer
docker compose run --rm consumer cat /work/state
docker compose run --rm --no-deps consumer sh -c 'echo x > /work/y'
docker compose --profile ill up -d needs-sick
docker compose --profile ill ps -a --format '{{.Service}} {{.State}} {{.Health}}' needs-sick sick | sort
docker compose --profile ill up -d tolerates
docker compose --profile ill rm -sf sick needs-sick tolerates
docker compose --profile bad up -d after-fail
docker compose --profile bad up after-fail
docker compose --profile bad ps -a --format '{{.Service}} {{.State}}' after-fail fails | sort
docker compose --profile odd up -d wants-check
docker compose --profile odd up -d --wait nocheck
docker compose --profile odd up -d --wait init nocheck
docker compose up --exit-code-from init init
docker compose up --abort-on-container-exit init broker 2>&1 | grep -v 'Container' | sort
docker compose up --no-start
docker compose up -d --no-deps consumer
docker compose --profile '*' ps --services | sort
docker compose --profile '*' down -t 0
docker compose up -d --scale consumer=0 consumer
docker compose ps --format '{{.Service}}' | sort
docker compose up -d --scale nosuch=2
docker compose up -d --scale consumer
docker compose up -d --scale consumer=two
docker compose scale consumer=2 broker=1
docker compose ps consumer --format '{{.Name}} {{.State}}'
docker compose pause
docker compose ps --format '{{.Name}} {{.State}}'
docker compose unpause broker
docker compose unpause
docker compose kill -s HUP nosuch
docker compose stop broker
docker compose start consumer
docker compose restart consumer
docker compose events --until 1s --json nosuch
docker compose down
docker volume ls -q
docker compose down --volumes
docker compose down
docker compose -p nothing down
docker compose -p nothing ps
docker compose -p nothing stop
docker compose -p nothing start
docker compose -p nothing logs
docker compose -p nothing kill
docker compose -p nothing restart
docker compose -p nothing rm -f
docker compose -p nothing top
docker compose -p nothing images
docker compose -p nothing exec a ls
docker compose -p nothing port a 80
docker compose -p nothing cp a:/x .
docker compose -p nothing wait a
docker compose -p nothing events --until 0s
