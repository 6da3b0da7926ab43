echo "<h1>The crew</h1>"
echo "<ul>"
while read -r name; do
  echo "  <li>$name</li>"
done < "$1"
echo "</ul>"
