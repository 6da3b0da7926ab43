docker build -t crew .
sed -i 's/draft/final/' Dockerfile
predict stays FROM names.txt
predict re-runs rest
docker build -t crew .
