docker rm -f api
docker run -d --name api -p 8080:80 -e DB_HOST=$(docker inspect -f '{{.NetworkSettings.IPAddress}}' db) api
