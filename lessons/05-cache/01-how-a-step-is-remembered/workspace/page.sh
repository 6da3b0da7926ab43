echo "<h1>Parts of a ship</h1>"
while read -r word; do echo "<p>$word</p>"; done < "$1"
