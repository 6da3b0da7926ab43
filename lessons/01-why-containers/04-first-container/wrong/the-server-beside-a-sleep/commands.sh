docker run -d --name web nginx:alpine sleep infinity
docker exec -d web nginx
