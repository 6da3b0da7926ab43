docker network create shop
docker build -q -t shop-db db
docker build -q -t shop-api api
docker run -d --name db --network shop shop-db
docker run -d --name api --network shop -e DB_HOST=db -p 8080:80 shop-api
