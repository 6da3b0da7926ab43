docker compose config
docker compose -f compose.yaml -f night.yaml config desk nurse
docker compose config --hash desk
docker compose config --environment | grep -E '^(TAG|SHIFT|COMPOSE)'
docker compose config --variables
docker compose config --networks
docker compose config --no-interpolate --format json | head -20
docker compose --profile office config --services | sort
docker compose create
docker compose ps -a --format 'table {{.Service}}\t{{.State}}\t{{.Ports}}' | sort
docker compose up -d --wait
docker compose up -d --wait desk intake
docker compose ps --format 'table {{.Name}}\t{{.Image}}\t{{.Service}}\t{{.Status}}\t{{.Ports}}' | sort
docker compose ps -a --status exited --format '{{.Service}} {{.ExitCode}}'
docker compose ps --filter status=running --services | sort
docker compose logs setup
docker compose logs --no-color --timestamps intake | sed 's/^\(intake-1 *|\) [^ ]*/\1/'
docker compose logs nurse | sort
docker compose exec intake sh -c 'echo $REGION / $GREETING / $RAW / $BEDS / $WARD; id -u; cat note conf/app.ini'
docker compose exec intake cat /run/secrets/pin
docker compose exec intake sh -c 'echo x > /shared/y'
docker compose exec intake sh -c 'df -k /scratch | tail -1 | awk "{print \$2}"'
docker compose exec -u 0 -w /charts -e MARK=7 intake sh -c 'pwd; echo $MARK; cat rev; id -un'
docker compose exec desk cat /etc/hours
docker compose exec desk sh -c 'ls -l /etc/hours | cut -c1-10'
docker compose exec --index 2 nurse hostname | wc -c
docker compose exec --index 3 nurse hostname
docker compose exec desk sh -c "wget -qO- http://reception/ > /dev/null && echo there"
docker compose exec nurse ping -c1 -W1 desk | head -1 | sed 's/(.*//'
docker compose port desk 80
docker compose port --index 2 nurse 80
docker compose images --format json | tr ',' '\n' | grep -E 'Repository|Tag' | sort
docker compose volumes --format '{{.Name}} {{.Driver}}'
docker compose top nurse | awk '{print $1, $NF}' | sort | uniq -c
docker inspect clinic-nurse-1 --format '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.RestartPolicy.Name}}'
docker inspect clinic-desk-1 --format '{{json .HostConfig.LogConfig}} {{.HostConfig.RestartPolicy.Name}}'
docker network inspect clinic_back --format '{{.Internal}} {{(index .IPAM.Config 0).Subnet}} {{len .Containers}}'
docker volume inspect clinic_charts --format '{{index .Labels "com.example.keep"}} {{index .Labels "com.docker.compose.volume"}}'
docker image inspect clinic-intake:dev --format '{{json .Config.Labels}} {{.Config.User}} {{.Config.WorkingDir}}'
docker compose run --rm audit
docker compose run --rm -T --no-deps --name guest -e WARD=guest intake sh -c 'echo $WARD $HOSTNAME | wc -c; exit 4'
docker compose run --rm --entrypoint 'echo a' audit b c
docker compose run -d --rm nurse sleep 900 | cut -c1-12
docker compose ps -a --orphans=false --format '{{.Name}}' | sed 's/run-.*/run-N/' | sort
docker compose cp shared/pin.txt intake:/tmp/pin
docker compose cp intake:/srv/note - | tar -xO
docker compose cp --index 2 compose.yaml nurse:/
docker compose up -d --scale nurse=3 --no-recreate
docker compose -f compose.yaml -f night.yaml up -d
docker compose port desk 80
docker compose exec intake sh -c 'echo ${WARD-none}'
LAMP=dim docker compose -f compose.yaml -f night.yaml up -d intake
docker compose -f compose.yaml -f night.yaml exec intake sh -c 'echo $LAMP'
SHIFT=late docker compose build --quiet intake && docker compose up -d --no-deps intake
docker compose logs --tail 1 intake
docker compose pause desk && docker compose ps desk --format '{{.State}}'
docker compose exec desk ls
docker compose unpause
docker compose kill -s USR1 setup
docker compose stop -t 2 nurse
docker compose ps -a nurse --format '{{.State}} {{.ExitCode}}'
docker compose logs --tail 1 nurse
docker compose start nurse
docker compose restart --no-deps intake
docker compose rm -s -f -v nurse
docker compose events --since 1h --until 0s nurse | grep -o 'container destroy' | sort -u
docker compose commit desk desk:kept && docker images desk --format '{{.Repository}}:{{.Tag}}'
docker compose export -o desk.tar desk && tar -tf desk.tar | grep -c etc/hours
docker compose ls --all --format json
docker compose ls --filter name=cli
docker compose wait intake & sleep 0.5; docker compose stop -t 1 intake 2> /dev/null; wait
docker compose down --remove-orphans intake
docker compose down -v --rmi all --timeout 1
docker compose ps -a
docker volume ls -q --filter label=com.docker.compose.project=clinic
