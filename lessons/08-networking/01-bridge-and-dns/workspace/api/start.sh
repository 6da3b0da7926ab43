# Looks DB_HOST up once, when it starts, and asks that address for rows from then on.
cat > /etc/nginx/conf.d/default.conf <<END
server {
  listen 80;
  location /     { return 200 "the api\n"; }
  location /rows { proxy_pass http://${DB_HOST:?DB_HOST is not set}:5432/; }
}
END
exec nginx -g 'daemon off;'
