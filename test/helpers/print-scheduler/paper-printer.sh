#!/bin/sh
# A printer for tests, as CUPS runs its back ends: job-id user title copies options [file]; with no argument it tells what
# it is. What is in the file "mode" of its folder happens to it, until something else is written there.
[ $# -eq 0 ] && echo 'direct paper "Test" "Test printer"' && exit 0
place=${DEVICE_URI#paper:}
[ -n "$6" ] && exec < "$6"
mode() { cat "$place/mode"; }
# A job that is taken back ends this process.
trap 'exit 0' TERM
case "$(mode)" in
  fail) echo 'ERROR: the printer does not understand this' >&2; exit 1 ;;
  jam) state=media-jam-error ;;
  no-paper) state=media-empty-error ;;
  *) state= ;;
esac
[ -n "$state" ] && echo "STATE: +$state" >&2
while [ "$(mode)" != ready ]; do sleep 0.1; done
[ -n "$state" ] && echo "STATE: -$state" >&2
cat > "$place/sheet.part" && mv "$place/sheet.part" "$place/$1.pdf"
