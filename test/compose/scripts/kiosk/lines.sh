docker compose config
LEAF=green docker compose config mint
docker compose -f f1.yaml config
docker compose -f f2.yaml up -d
docker compose -f f3.yaml config
docker compose -f f4.yaml config
docker compose -f f5.yaml config
docker compose -f f6.yaml config
docker compose -f f7.yaml config
docker compose -f f8.yaml up
docker compose -f f9.yaml config
docker compose -f f10.yaml config
docker compose -f f11.yaml config
docker compose -f f12.yaml config
docker compose -f f13.yaml config
docker compose -f f14.yaml build
docker compose -f f15.yaml build
docker compose -f f16.yaml config
docker compose -f f17.yaml config
B= C=1 docker compose -f f18.yaml config
docker compose -f f19.yaml config
docker compose -f f20.yaml config
docker compose -f f21.yaml config
docker compose -f f22.yaml config
docker compose -f f23.yaml config
docker compose -f f24.yaml config
docker compose -f f25.yaml config
docker compose -f f26.yaml config
docker compose -f f27.yaml config
docker compose -f f28.yaml config
docker compose -f f29.yaml config
docker compose -f f30.yaml up -d
docker compose -f f31.yaml up -d
docker compose -f f32.yaml config
docker compose -f f33.yaml config
docker compose -f f34.yaml up
docker compose -f f34.yaml down
docker compose -f f35.yaml up -d
docker compose -f empty.yaml config
docker compose -f ok.yaml -f nowhere.yaml config
docker compose -f . config
docker compose --env-file nope.env -f ok.yaml config
docker compose -f ok.yaml --profile "" config -q
docker compose -f ok.yaml -p "a b" config
docker compose -f ok.yaml -p _x ps
docker compose -f ok.yaml up -d --wait
docker compose -f ok.yaml up -d --scale tea=two
docker compose -f ok.yaml up -d --scale nosuch=2
docker compose -f ok.yaml up --no-start --wait
docker compose -f ok.yaml up -d --no-recreate --force-recreate
docker compose -f ok.yaml up --exit-code-from tea -d
docker compose -f ok.yaml up --abort-on-container-exit -d
docker compose -f ok.yaml up -d --attach nosuch
docker compose -f ok.yaml logs --tail=-5 tea
docker compose -f ok.yaml logs --since 2030-01-01 tea
docker compose -f ok.yaml logs --until yesterday tea
docker compose -f ok.yaml exec -w /nosuch tea pwd
docker compose -f ok.yaml exec -u nosuch tea id
docker compose -f ok.yaml exec -e tea
docker compose -f ok.yaml exec --index 5 tea true
docker compose -f ok.yaml run tea nosuch
docker compose -f ok.yaml run --rm -v /nosuch:rel tea true
docker compose -f ok.yaml run --rm -p bad tea true
docker compose -f ok.yaml run --rm --name "bad name" tea true
docker compose -f ok.yaml port tea 80
docker compose -f ok.yaml port tea eighty
docker compose -f ok.yaml ps --filter status=nope
docker compose -f ok.yaml ps --filter bogus
docker compose -f ok.yaml ps --format 'table {{.Nope}}'
docker compose -f ok.yaml ps --format '{{.Name'
docker compose -f ok.yaml kill -s NOPE
docker compose -f ok.yaml stop -t=x
docker compose -f ok.yaml scale tea=1 nosuch=2
docker compose -f ok.yaml events --since yesterday --until 0s
docker compose -f ok.yaml pull --policy
docker compose -f ok.yaml watch
docker compose -f ok.yaml top tea nosuch
docker compose -f ok.yaml down --volumes extra
docker compose -f ok.yaml down
docker compose -f ok.yaml stop
docker compose -f ok.yaml restart
