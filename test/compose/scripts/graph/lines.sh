docker compose alpha viz | sort
docker compose alpha viz --ports --image --networks | sort
docker compose alpha viz --spaces --indentation-size 3 | sort
docker compose alpha viz --indentation-size=-2
docker compose alpha viz --help
docker compose help
docker compose help nosuch
docker compose build --progress odd made
docker compose build --progress quiet made
docker compose build --ssh odd made
docker compose build --ssh default --print made | head -3
docker compose logs --since odd
docker compose run -d made nosuchprogram 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker compose logs --since odd made
docker compose down
