docker build -q -t admin admin
docker run -d --name admin -p 9000:9000 admin
docker exec admin sed -i "s/127.0.0.1://" /etc/nginx/conf.d/default.conf
docker restart admin
