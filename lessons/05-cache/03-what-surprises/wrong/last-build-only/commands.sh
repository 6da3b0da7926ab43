docker build -t crew .
echo 'echo "<hr>"' >> page.sh
docker build -t crew .
sed -i '$d' page.sh
predict re-runs page.sh
predict stays rest
docker build -t crew .
