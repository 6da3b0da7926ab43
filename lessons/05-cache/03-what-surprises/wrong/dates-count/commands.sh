docker build -t crew .
touch names.txt
predict re-runs names.txt
predict stays rest
docker build -t crew .
