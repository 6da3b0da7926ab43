docker network create shop
docker rm -f api db
docker run -d --name db --network shop db
docker run -d --name api --network shop -e DB_HOST=db api
docker run -d --name web --network shop nginx:alpine
