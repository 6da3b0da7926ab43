docker rm -f api db
docker network create back
docker network create front
docker run -d --name db --network back db
docker run -d --name api --network back -p 8080:80 -e DB_HOST=db api
docker network connect front api
docker run -d --name web --network front nginx:alpine
