docker build -t site .
echo '# the end' >> page.sh
predict re-runs rest
docker build -t site .
