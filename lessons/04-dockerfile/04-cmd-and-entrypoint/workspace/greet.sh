# Says one word, and which process it is.
if [ $# -ne 1 ]; then
  echo "usage: greet.sh WORD" >&2
  exit 2
fi
echo "$1, says process $$"
