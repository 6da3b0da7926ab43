docker run -d --name db -v /var/lib/db db
