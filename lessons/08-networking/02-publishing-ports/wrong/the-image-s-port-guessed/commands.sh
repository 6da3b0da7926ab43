docker build -q -t shop shop
docker run -d --name shop -p 8080:80 shop
