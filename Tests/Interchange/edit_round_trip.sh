#!/usr/bin/env bash
# The edit sheet through a real spreadsheet: .csv → .xlsx → five edits → .csv or .xlsx → `rota import-edits`.
#
#   Tests/Interchange/edit_round_trip.sh ROTA
#
# Needs LibreOffice (soffice) and Python's openpyxl; where one is absent it says so and ends with 0.
set -euo pipefail
rota="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
command -v soffice >/dev/null || { echo "skipped: LibreOffice (soffice) isn't here"; exit 0; }
python="${PYTHON:-python3}"
"$python" -c 'import openpyxl' 2>/dev/null || { echo "skipped: Python's openpyxl isn't here"; exit 0; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
# LibreOffice keeps its settings apart from whoever runs this.
office() { timeout 300 soffice "-env:UserInstallation=file://$work/office" --headless "$@" >office.log 2>&1; }

"$rota" init desk --template helpdesk -q >/dev/null
"$rota" plan desk --iterations 400 -q >/dev/null
"$rota" publish desk -q >/dev/null
plan="$(ls -d desk/plans/*)"
day="$(awk -F, 'NR == 2 { print $5 }' "$plan/shifts.csv")"
"$rota" export "$plan" --format edit-csv --out week.csv -q

# A sheet that nothing was changed in comes back as it went, whatever the spreadsheet makes of it.
back() { # back FORM TOKEN: week.xlsx → week-FORM.csv by that filter
  office --convert-to "csv:Text - txt - csv (StarCalc):$2" --outdir out week.xlsx
  mv out/week.csv "week-$1.csv"
}
office --convert-to xlsx:"Calc MS Excel 2007 XML" week.csv
[ -s week.xlsx ] || { cat office.log; echo "LibreOffice wrote no week.xlsx"; exit 1; }
# Separator, quote, characters (76 = UTF-8), first line, formats, language, all quoted.
back comma "44,34,76,1"
back semicolon "59,34,76,1,,0,true"
back western "59,34,1,1"
for form in comma semicolon western; do
  "$rota" import-edits "$plan" "week-$form.csv" --from "$day" >same.txt
  grep -q "nothing to change" same.txt || { cat same.txt; echo "unchanged, and yet changed: $form"; exit 1; }
done
# So does a workbook: the sheet's, the plan's own, and that as LibreOffice saves it.
"$rota" export "$plan" --format xlsx --out whole.xlsx -q
office --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir out whole.xlsx
for book in week.xlsx whole.xlsx out/whole.xlsx; do
  "$rota" import-edits "$plan" "$book" --from "$day" >same.txt
  grep -q "nothing to change" same.txt || { cat same.txt; echo "unchanged, and yet changed: $book"; exit 1; }
done
[ ! -d "$plan.draft" ] || { echo "a draft of nothing"; exit 1; }

# Five edits in the plan's workbook.
"$python" "$here/edit_round_trip.py" change whole.xlsx edited.xlsx "$plan/plan.json" >expected.json
status=0
"$rota" import-edits "$plan" edited.xlsx --from "$day" --json >answer.json || status=$?
[ "$status" -le 1 ] || { cat answer.json; exit 1; }
"$python" "$here/edit_round_trip.py" check answer.json expected.json "$plan.draft/plan.json" "$status"
"$rota" undo "$plan" >/dev/null

"$python" "$here/edit_round_trip.py" change week.xlsx edited.xlsx "$plan/plan.json" >expected.json
mv edited.xlsx week.xlsx
back edited "59,34,76,1"
sed -i '1s/^/\xef\xbb\xbf/; s/$/\r/' week-edited.csv
status=0
"$rota" import-edits "$plan" week-edited.csv --from "$day" --json >answer.json || status=$?
[ "$status" -le 1 ] || { cat answer.json; exit 1; }
"$python" "$here/edit_round_trip.py" check answer.json expected.json "$plan.draft/plan.json" "$status"

"$rota" undo "$plan" >/dev/null
[ ! -d "$plan.draft" ] || { echo "not undone"; exit 1; }

# Once the plan is another one, the sheet is of none.
first="$(awk -F, 'NR == 2 { print $1 ":" $5 }' "$plan/shifts.csv")"
"$rota" edit "$plan" --remove "$first" --from "$day" >/dev/null
status=0
"$rota" import-edits "$plan" week-edited.csv --from "$day" 2>stale.txt || status=$?
[ "$status" = 65 ] && grep -q "there is a draft" stale.txt || { cat stale.txt; echo "stale, and yet taken"; exit 1; }
