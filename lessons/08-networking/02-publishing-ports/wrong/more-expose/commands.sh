echo "EXPOSE 8000 8080 80" >> shop/Dockerfile
docker build -q -t shop shop
docker run -d --name shop --expose 8080 shop
