docker compose config --nosuch
docker compose config -Z
docker compose config --environment=maybe
docker compose config --format
docker compose config --hash
docker compose config --images=maybe
docker compose config --lock-image-digests=maybe
docker compose config --models=maybe
docker compose config --networks=maybe
docker compose config --no-consistency=maybe
docker compose config --no-env-resolution=maybe
docker compose config --no-interpolate=maybe
docker compose config --no-normalize=maybe
docker compose config --no-path-resolution=maybe
docker compose config --output
docker compose config -o
docker compose config --profiles=maybe
docker compose config --quiet=maybe
docker compose config --resolve-image-digests=maybe
docker compose config --services=maybe
docker compose config --variables=maybe
docker compose config --volumes=maybe
docker compose cp --nosuch
docker compose cp -Z
docker compose cp --all=maybe
docker compose cp --archive=maybe
docker compose cp --follow-link=maybe
docker compose cp --index
docker compose cp --index abc
docker compose create --nosuch
docker compose create -Z
docker compose create --build=maybe
docker compose create --force-recreate=maybe
docker compose create --no-build=maybe
docker compose create --no-recreate=maybe
docker compose create --pull
docker compose create --quiet-pull=maybe
docker compose create --remove-orphans=maybe
docker compose create --scale
docker compose create --yes=maybe
docker compose down --nosuch
docker compose down -Z
docker compose down --remove-orphans=maybe
docker compose down --rmi
docker compose down --timeout
docker compose down --timeout abc
docker compose down --volumes=maybe
docker compose exec --nosuch
docker compose exec -Z
docker compose exec --detach=maybe
docker compose exec --env
docker compose exec -e
docker compose exec --index
docker compose exec --index abc
docker compose exec --no-tty=maybe
docker compose exec --privileged=maybe
docker compose exec --user
docker compose exec -u
docker compose exec --workdir
docker compose exec -w
docker compose images --nosuch
docker compose images -Z
docker compose images --format
docker compose images --quiet=maybe
docker compose kill --nosuch
docker compose kill -Z
docker compose kill --remove-orphans=maybe
docker compose kill --signal
docker compose kill -s
docker compose logs --nosuch
docker compose logs -Z
docker compose logs --follow=maybe
docker compose logs --index
docker compose logs --index abc
docker compose logs --no-color=maybe
docker compose logs --no-log-prefix=maybe
docker compose logs --since
docker compose logs --tail
docker compose logs -n
docker compose logs --timestamps=maybe
docker compose logs --until
docker compose ls --nosuch
docker compose ls -Z
docker compose ls --all=maybe
docker compose ls --filter
docker compose ls --format
docker compose ls --quiet=maybe
docker compose pause --nosuch
docker compose pause -Z
docker compose port --nosuch
docker compose port -Z
docker compose port --index
docker compose port --index abc
docker compose port --protocol
docker compose ps --nosuch
docker compose ps -Z
docker compose ps --all=maybe
docker compose ps --filter
docker compose ps --format
docker compose ps --no-trunc=maybe
docker compose ps --orphans=maybe
docker compose ps --quiet=maybe
docker compose ps --services=maybe
docker compose ps --status
docker compose pull --nosuch
docker compose pull -Z
docker compose pull --ignore-buildable=maybe
docker compose pull --ignore-pull-failures=maybe
docker compose pull --include-deps=maybe
docker compose pull --policy
docker compose pull --quiet=maybe
docker compose push --nosuch
docker compose push -Z
docker compose push --ignore-push-failures=maybe
docker compose push --include-deps=maybe
docker compose push --quiet=maybe
docker compose build --nosuch
docker compose build -Z
docker compose build --build-arg
docker compose build --builder
docker compose build --check=maybe
docker compose build --memory
docker compose build -m
docker compose build --no-cache=maybe
docker compose build --print=maybe
docker compose build --provenance
docker compose build --pull=maybe
docker compose build --push=maybe
docker compose build --quiet=maybe
docker compose build --sbom
docker compose build --ssh
docker compose build --with-dependencies=maybe
docker compose restart --nosuch
docker compose restart -Z
docker compose restart --no-deps=maybe
docker compose restart --timeout
docker compose restart --timeout abc
docker compose rm --nosuch
docker compose rm -Z
docker compose rm --force=maybe
docker compose rm --stop=maybe
docker compose rm --volumes=maybe
docker compose run --nosuch
docker compose run -Z
docker compose run --build=maybe
docker compose run --cap-add
docker compose run --cap-drop
docker compose run --detach=maybe
docker compose run --entrypoint
docker compose run --env
docker compose run -e
docker compose run --env-from-file
docker compose run --interactive=maybe
docker compose run --label
docker compose run -l
docker compose run --name
docker compose run --no-TTY=maybe
docker compose run --no-deps=maybe
docker compose run --publish
docker compose run -p
docker compose run --pull
docker compose run --quiet=maybe
docker compose run --quiet-build=maybe
docker compose run --quiet-pull=maybe
docker compose run --remove-orphans=maybe
docker compose run --rm=maybe
docker compose run --service-ports=maybe
docker compose run --use-aliases=maybe
docker compose run --user
docker compose run -u
docker compose run --volume
docker compose run -v
docker compose run --workdir
docker compose run -w
docker compose scale --nosuch
docker compose scale -Z
docker compose scale --no-deps=maybe
docker compose start --nosuch
docker compose start -Z
docker compose stop --nosuch
docker compose stop -Z
docker compose stop --timeout
docker compose stop --timeout abc
docker compose top --nosuch
docker compose top -Z
docker compose unpause --nosuch
docker compose unpause -Z
docker compose up --nosuch
docker compose up -Z
docker compose up --abort-on-container-exit=maybe
docker compose up --abort-on-container-failure=maybe
docker compose up --always-recreate-deps=maybe
docker compose up --attach
docker compose up --attach-dependencies=maybe
docker compose up --build=maybe
docker compose up --detach=maybe
docker compose up --exit-code-from
docker compose up --force-recreate=maybe
docker compose up --menu=maybe
docker compose up --no-attach
docker compose up --no-build=maybe
docker compose up --no-color=maybe
docker compose up --no-deps=maybe
docker compose up --no-log-prefix=maybe
docker compose up --no-recreate=maybe
docker compose up --no-start=maybe
docker compose up --pull
docker compose up --quiet-build=maybe
docker compose up --quiet-pull=maybe
docker compose up --remove-orphans=maybe
docker compose up --renew-anon-volumes=maybe
docker compose up --scale
docker compose up --timeout
docker compose up --timeout abc
docker compose up --timestamps=maybe
docker compose up --wait=maybe
docker compose up --wait-timeout
docker compose up --wait-timeout abc
docker compose up --watch=maybe
docker compose up --yes=maybe
docker compose version --nosuch
docker compose version -Z
docker compose version --format
docker compose version -f
docker compose version --short=maybe
docker compose volumes --nosuch
docker compose volumes -Z
docker compose volumes --format
docker compose volumes --quiet=maybe
docker compose wait --nosuch
docker compose wait -Z
docker compose wait --down-project=maybe
docker compose ls x
docker compose version x
docker compose attach
docker compose attach a b
docker compose commit
docker compose commit a b c
docker compose export
docker compose export a b
docker compose port
docker compose port a
docker compose port a 80 81
docker compose cp
docker compose cp a
docker compose cp a b c
docker compose exec
docker compose exec a
docker compose run
docker compose wait
docker compose scale
docker compose scale a
docker compose scale a=
docker compose scale =2
docker compose scale a=1=2
docker compose kill zz
docker compose config zz
docker compose config --format xml
docker compose config --hash zz
docker compose ps --status odd
docker compose ps --filter x
docker compose ps --sort-by x
docker compose images --format xml
docker compose ls --filter x
docker compose ls --format xml
docker compose version --format xml
docker compose up --scale a
docker compose up --scale a=x -d
docker compose up --pull odd -d
docker compose create --pull odd
docker compose create --scale a=x
docker compose run --pull odd a
docker compose down --rmi odd
docker compose logs --tail odd
docker compose logs --since odd
docker compose kill -s ODD a
docker compose stop -t odd a
docker compose restart -t odd a
docker compose port --protocol odd a 80
docker compose port --index odd a 80
docker compose exec --index odd a ls
docker compose top zz
docker compose stats zz zy
docker compose publish
docker compose publish a b
docker compose push zz
docker compose pull zz
docker compose build zz
docker compose build --ssh odd zz
docker compose build --progress odd a
docker compose --progress odd ps
docker compose --ansi odd ps
docker compose --parallel odd ps
docker compose --profile
docker compose -f
docker compose -p
docker compose -f nosuch.yaml ps
docker compose --project-directory nosuch ps
docker compose --env-file nosuch ps
docker compose help nosuch
docker compose alpha nosuch
docker compose alpha viz --nosuch
docker compose bridge nosuch
docker compose bridge convert --nosuch
docker compose rm zz
docker compose pause zz
docker compose unpause zz
docker compose start zz
docker compose stop zz
docker compose restart zz
docker compose down zz
docker compose events zz --until 0s
docker compose volumes zz
docker compose watch zz
docker compose images zz
docker compose port zz 80
docker compose run zz
docker compose exec zz ls
docker compose attach zz
docker compose commit zz
docker compose export zz
docker compose cp zz:/a .
docker compose wait zz
docker compose scale zz=1
docker compose create zz
docker compose up zz
docker compose logs zz
docker compose ps zz
