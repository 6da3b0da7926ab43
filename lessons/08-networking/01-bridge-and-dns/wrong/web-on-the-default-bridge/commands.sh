docker network create back
docker rm -f api db
docker run -d --name db --network back db
docker run -d --name api --network back -e DB_HOST=db api
docker run -d --name web nginx:alpine
