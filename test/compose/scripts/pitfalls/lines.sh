docker compose -f broken/ports.yaml config
docker compose -f broken/key.yaml up -d
docker compose -f broken/depends.yaml config
docker compose -f broken/volume.yaml up -d
docker compose -f broken/indent.yaml config
docker compose -f broken/extnet.yaml up -d
docker compose -f broken/extvol.yaml up -d
docker compose -f broken/bracket.yaml config
docker compose -f broken/bools.yaml config
docker compose -f broken/required.yaml config
docker compose -f broken/vars.yaml config
docker compose -f broken/envfile.yaml up -d
docker compose -f broken/cmd.yaml up -d
docker compose -f broken/cmd.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose -f broken/cmd.yaml down
docker compose -f broken/ctx.yaml build
docker compose -f broken/dockerfile.yaml build
docker compose -f broken/fails.yaml build
docker compose -f broken/health.yaml config
docker compose -f broken/links.yaml config
docker compose -f broken/replicas.yaml up -d 2>&1 | sed 's,app-[12],app-N,;s,endpoint.*: Bind,Bind,' | sort
docker compose -f broken/replicas.yaml ps -a --format '{{.Service}} {{.State}}' | sort
docker compose -f broken/replicas.yaml down
docker compose -f broken/fixed.yaml up -d
docker compose -f broken/fixed.yaml up -d --scale app=2
docker compose -p other -f broken/fixed.yaml up -d
docker compose -f broken/fixed.yaml down
docker compose up -d
docker compose -f broken/taken.yaml -p second up -d
docker compose -p second down
docker compose -f broken/fixed.yaml up -d
docker compose -f broken/fixed.yaml ps
docker compose -f broken/fixed.yaml up -d --remove-orphans
docker compose up -d
docker compose up -d --remove-orphans
(docker compose watch --no-up > watch.log 2>&1 & echo $! > watch.pid); sleep 2; echo two > src/a.txt; sleep 2; docker compose exec app cat /src/a.txt; kill -INT $(cat watch.pid); sleep 1
cat watch.log
docker compose exec db ls -d /init
docker compose exec web ls
docker compose logs web
docker compose start nosuch
docker compose up nosuch
docker compose build nosuch
docker compose run nosuch ls
docker compose exec app
docker compose up -d app db extra
docker compose -f nofile.yaml up
docker compose --project-directory broken -f broken/fixed.yaml config --format json
docker compose -p UPPER ps
docker compose --profile none ps --format '{{.Service}}' | sort
docker compose --env-file none.env config
docker compose down --rmi local -v
cd /tmp && docker compose ps
cd /tmp && docker compose -p workspace down
docker compose vresion
