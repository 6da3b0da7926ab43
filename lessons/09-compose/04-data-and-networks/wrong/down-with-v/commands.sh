docker compose up -d
docker compose exec db add "12 anchors"
docker compose down -v
docker compose up -d
