docker build -t site .
echo '# the end' >> page.sh
predict re-runs page.sh
docker build -t site .
