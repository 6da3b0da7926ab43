docker compose -f e1.yaml config
docker compose -f e2.yaml config
docker compose -f e3.yaml config
docker compose -f e4.yaml config
docker compose -f e5.yaml config
docker compose -f e6.yaml config
docker compose -f e7.yaml config
docker compose -f e8.yaml config
docker compose -f e9.yaml config
docker compose -f e10.yaml config
docker compose -f e11.yaml config
docker compose -f e12.yaml config
docker compose -f e13.yaml config
docker compose -f e14.yaml config
docker compose -f e15.yaml up -d; docker compose -f e15.yaml down
docker compose -f e16.yaml up -d; docker compose -f e16.yaml down
docker compose -f e17.yaml config
docker compose -f e18.yaml up -d
docker compose -f e19.yaml config
docker compose -f e20.yaml up; docker compose -f e20.yaml down; ls -d missing-dir
docker compose -f e21.yaml up
docker compose -f e21.yaml ps -a --format '{{.State}} {{.ExitCode}}'; docker compose -f e21.yaml down
docker compose -f e22.yaml up
docker compose -f e23.yaml up -d 2>&1 | sed 's/[0-9.]* CPUs/N CPUs/g; s/to [0-9.]*,/to N,/'
docker compose -f e24.yaml up -d
docker compose -f e25.yaml up -d
docker compose -f e26.yaml up -d
docker compose -f e27.yaml up -d
docker compose -f e28.yaml up -d; docker compose -f e28.yaml down
docker compose -f e29.yaml up -d
docker compose -f e30.yaml up -d
docker compose -f e31.yaml config
docker compose -f e32.yaml up -d
docker compose -f e34.yaml up -d
docker compose -f e35.yaml up -d
docker compose -f e36.yaml config -q; echo $?
docker compose -f e37.yaml config
docker compose -f e38.yaml config
docker compose -f e39.yaml config
docker compose -f e40.yaml up -d
docker compose -f e41.yaml config
docker compose -f e42.yaml config
docker compose -f e43.yaml config
docker compose -f e44.yaml config
docker compose -f e45.yaml config
docker compose down --remove-orphans
docker compose up -d
docker compose up --wait --abort-on-container-exit
docker compose up --attach-dependencies --attach pen
docker compose up -d --no-deps --attach-dependencies ink; echo $?
docker compose up -d nosuch pen
docker compose up old
docker compose run old
docker compose run --rm old new
docker compose start old
docker compose stop nosuch
docker compose restart old
docker compose exec --index 0 pen true; echo $?
docker compose exec --index x pen true
docker compose exec --bogus pen true
docker compose logs --index 2 pen
docker compose logs --tail all pen
docker compose ps --all --quiet old | wc -l
docker compose ps --no-trunc --format '{{.Command}}' pen
docker compose port pen 80/tcp
docker compose config --hash pen,ink | cut -d' ' -f1
docker compose config --no-normalize pen
docker compose config --no-consistency -q; echo $?
docker compose --all-resources config --services | sort
docker compose --compatibility ps --format '{{.Name}}' | sort
docker compose -p other ps --format '{{.Name}}'
docker compose cp pen:/etc/hostname ink:/tmp/h
docker compose kill --signal SIGUSR1 pen; docker compose ps pen --format '{{.State}}'
docker compose rm; echo $?
docker compose rm -s -f pen
docker compose down ink
docker compose down
docker compose down --rmi
