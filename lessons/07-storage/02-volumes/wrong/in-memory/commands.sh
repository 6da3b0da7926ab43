docker run -d --name db --tmpfs /var/lib/db db
