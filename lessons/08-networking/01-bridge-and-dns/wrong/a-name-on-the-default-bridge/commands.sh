docker rm -f api
docker run -d --name api -p 8080:80 -e DB_HOST=db api
sleep 1
