# Reads the rows once, when it starts. Many programs are like this.
if ! wget -q -O /site/index.html http://db:5432/; then
  echo "no database at db:5432, giving up" >&2
  exit 1
fi
echo "serving"
exec httpd -f -p 80 -h /site
