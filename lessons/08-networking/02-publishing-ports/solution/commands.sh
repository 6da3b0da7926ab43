docker build -q -t shop shop
docker run -d --name shop -p 8000:8000 shop
docker build -q -t admin admin
docker run -d --name admin -p 9000:9000 admin
