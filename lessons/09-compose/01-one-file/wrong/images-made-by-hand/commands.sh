docker build -q -t shop-db db
docker build -q -t shop-api api
docker compose up -d
