# The database's name comes from a variable; without one there is nothing to ask.
sed "s/DB_HOST/${DB_HOST:?DB_HOST is not set}/" /etc/nginx/templates.conf > /etc/nginx/conf.d/default.conf
exec nginx -g 'daemon off;'
