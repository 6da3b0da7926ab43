# Says what it was told to say, by a variable.
echo "${GREETING:-(nobody told me what to say)}" > /site/index.html
exec httpd -f -p 80 -h /site
