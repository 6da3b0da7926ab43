docker network create back
docker network create front
docker rm -f api db
docker run -d --name db --network back db
docker run -d --name api --network front -e DB_HOST=db api
sleep 1
