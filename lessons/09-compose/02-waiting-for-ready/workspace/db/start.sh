# Recovering what was written last. Big databases take minutes over it.
SECONDS_TO_RECOVER=6

echo "recovering ..."
sleep $SECONDS_TO_RECOVER
echo "ready to accept connections on port 5432"
exec httpd -f -p 5432 -h /rows
