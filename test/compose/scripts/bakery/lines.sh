docker compose config --services | sort
docker compose --profile night config --services | sort
docker compose config oven
docker compose config counter
docker compose --env-file night.env config --images | sort
TAG=shell docker compose --env-file night.env config --images | sort
docker compose -f docker-compose.yml config oven | grep -A5 environment
docker compose config --hash oven | wc -w
docker compose build --quiet; echo $?
docker image ls bakery/oven --format '{{.Repository}}:{{.Tag}}'
docker image inspect bakery/oven:v2 --format '{{.Config.Labels.maker}} {{.Config.Labels.stage}}'
docker compose build --build-arg HEAT=250 oven 2>&1 | grep -c CACHED
docker compose up -d --quiet-build
docker compose ps --format 'table {{.Service}}\t{{.Status}}\t{{.Ports}}'
docker compose ps --format json counter | grep -o '"PublishedPort":[0-9]*'
docker compose logs oven
docker compose exec oven cat /heat /dough.txt
docker compose exec oven sh -c 'echo $MODE $EXTRA $SHELF; ls /recipes'
docker compose exec oven sh -c 'touch /recipes/x'
docker compose exec oven sh -c 'touch /trays/one /trays/two; ls /trays'
docker compose exec oven sh -c 'df -k /crumbs | tail -1 | awk "{print \$2}"'
docker compose exec counter cat /run/secrets/till_code
docker compose exec counter stat -c '%a %n' /run/secrets/till_code
docker compose exec counter sh -c 'grep supplier /etc/hosts; grep search /etc/resolv.conf; pwd'
docker inspect workspace-counter-1 --format '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.MemoryReservation}} {{.HostConfig.Tmpfs}}'
docker compose run --rm auditor
docker compose run --rm cleaner; echo $?
CLEAN_EXIT=4 docker compose run --rm cleaner; echo $?
docker compose run --rm --user nobody --workdir /tmp oven sh -c 'id -un; pwd'
docker compose run --rm --env MODE=grill -e SHELF=2 oven sh -c 'echo $MODE $SHELF'
docker compose run --rm --service-ports counter true
docker compose run --rm -P -p 1:1 counter true
SHELF=top docker compose up -d
docker compose up -d
docker compose --profile audit up auditor
docker compose --profile audit up --no-deps --no-log-prefix auditor
docker compose --profile audit ps -a --format '{{.Name}} {{.State}} {{.ExitCode}}' auditor
docker compose --profile night up --abort-on-container-exit --exit-code-from cleaner cleaner 2>&1 | grep -v Container | sort
docker compose start
docker compose stop oven
docker compose ps -a --format '{{.Service}}={{.ExitCode}}' | sort
docker compose logs --tail=1 oven
docker compose start counter
docker compose scale counter=2
docker compose port --index 2 counter 80 | cut -d: -f1
docker compose ps counter -q | wc -l
docker compose exec --index 2 counter hostname -i | wc -w
docker compose scale counter=5 2>&1 | tail -1
docker compose ps -a counter --format '{{.State}}' | sort | uniq -c | sed 's/^ *//'
docker compose up -d --scale counter=1
docker compose cp oven:/dough.txt counter:/tmp/
docker compose cp oven:/dough.txt ./d.txt; cat d.txt
docker compose cp -a recipes counter:/shop
docker compose exec counter sh -c 'ls /shop /shop/recipes'
echo sugar > oven/dough.txt; docker compose up -d
docker compose up -d --build oven 2>&1 | grep -E '^ (Container|Image)|Built'
docker compose exec oven cat /dough.txt
docker compose images --format json | grep -o '"Repository":"[^"]*"' | sort
docker compose kill -s KILL oven
docker compose ps -a oven --format '{{.State}} {{.ExitCode}}'
docker compose restart oven
docker compose pause; docker compose ps --status paused --services | sort
docker compose stop
docker compose events --json --until 0s --since 1h counter | head -1 | grep -o '"service":"[^"]*"'
docker compose rm -f cleaner
docker compose rm -fv
docker compose ls -a --filter name=work
docker compose down --rmi all --dry-run
docker compose --profile '*' down --rmi local -v
docker volume ls -q; docker image ls -q bakery/oven | wc -l
docker compose down --rmi all
