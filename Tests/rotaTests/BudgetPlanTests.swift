import Testing

@testable import rota

/// Budgets, overtime and time off through the program as it was built.
@Suite("Money, end to end", .enabled(if: BuiltProgram.path != nil)) struct BudgetPlanTests {
  @Test("a budget by option, by setting and by knob; overtime and time off; every plan is checked")
  func budgets() throws {
    let outcome = try LivingDesk.script(
      """
      money() { sed -n 's/^paid .*cost \\([0-9,]*\\) EUR$/\\1/p' "$1" | tr -d ,; }
      make() { rota plan desk --week 2026-W49 --anew --iterations 400 "$@" > sum.txt 2> err.txt; money sum.txt; }
      free=$(make); half=$((free / 2))
      tight=$(make --budget $half); [ "$tight" -le "$half" ] && [ "$tight" -gt 0 ] && echo "within"
      grep -c "^budget .* left$" sum.txt; grep -c "left of the budget of" $week/report.html; status rota check $week
      # The same request is known again, another budget is another request.
      rota plan desk --week 2026-W49 --iterations 400 --budget $half > sum.txt 2> /dev/null || true
      grep -o "W49 (kept)" sum.txt || echo "planned again"
      # In rota.json it is the same rota.
      cp $week/shifts.csv by-option.csv
      sed -i "s/^{ name/{ budget: $half, name/" desk/rota.json
      make > /dev/null; cmp by-option.csv $week/shifts.csv && echo "the same rota"; status rota check $week
      status rota what-if desk --week 2026-W49 --set budget=$free --iterations 200
      sed -i "s/budget: $half, //; s/weeklyTolerance: \\"28h\\"/weeklyTolerance: \\"0h\\", voluntaryTimeOff: \\"20h\\"/" desk/rota.json
      sed -i 's/,20$/,24/' desk/agents.csv; sed -i 's/,3$/,1/' desk/q.csv
      with=$(make); grep -c "^time off" sum.txt; status rota check $week; grep -c "week.time-off" out.txt
      sed -i "s/, voluntaryTimeOff: \\"20h\\"/, maximumOvertime: \\"8h\\"/" desk/rota.json
      sed -i 's/,1$/,14/' desk/q.csv; sed -i 's/,24$/,12/; s/,16$/,12/' desk/agents.csv
      more=$(make); grep -c "^overtime" sum.txt; grep -c "of premium for overtime" $week/report.html; status rota check $week; grep -c "week.overtime" out.txt
      sed -i "s/, maximumOvertime: \\"8h\\"//" desk/rota.json
      without=$(make); [ "$more" -gt "$without" ] && echo "overtime costs"
      status rota plan desk --week 2026-W49 --budget -5; status rota plan desk --week 2026-W49 --budget much
      """)
    let expected = """
      within
      1
      1
      status 0
      W49 (kept)
      the same rota
      status 0
      status 0
      1
      status 0
      1
      1
      1
      status 0
      3
      overtime costs
      status 64
      status 64

      """
    #expect(outcome.output == expected, "\(outcome.output)\(outcome.errors)")
  }
}
