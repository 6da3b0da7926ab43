docker build -t crew .
touch names.txt
predict stays rest
docker build -t crew .
sed -i '1i # The crew, on a page.' Dockerfile
predict stays rest
docker build -t crew .
sed -i 's/draft/final/' Dockerfile
predict stays rest
docker build -t crew .
predict stays rest
docker build --build-arg VERSION=2 -t crew .
sort -r names.txt > again.txt && mv again.txt names.txt
predict re-runs names.txt
predict stays rest
docker build -t crew .
echo 'echo "<hr>"' >> page.sh
docker build -t crew .
sed -i '$d' page.sh
predict stays rest
docker build -t crew .
predict re-runs index.html
predict stays rest
docker build --build-arg EDITION=2 -t crew .
chmod +x page.sh
predict re-runs page.sh
predict stays rest
docker build -t crew .
