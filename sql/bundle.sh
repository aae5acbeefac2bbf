#!/bin/sh
# bundle.sh list|xml: the .sql files below this folder, one a line or as a GResource description
set -e
cd "$(dirname "$0")"
list () { find migrations policies queries reference -name '*.sql' | LC_ALL=C sort; }
case "$1" in
  list) list ;;
  xml)
    echo '<?xml version="1.0" encoding="UTF-8"?><gresources><gresource prefix="/merilo/sql">'
    list | sed 's|.*|<file>&</file>|'
    echo '</gresource></gresources>'
    ;;
esac
