// A small integer program: how many people begin when, so that every block of a day has enough of them. Shifts are two
// blocks long and cost what the hour of their beginning costs.

import Optimization
import Searching

let needed = [2, 5, 4, 3]
let costs = [90.0, 80, 110]

var program = LinearProgram(name: "shifts")
for (block, people) in needed.enumerated() {
  program.addRow("block \(block + 1)", lower: Double(people), upper: .infinity)
}
for (start, cost) in costs.enumerated() {
  program.addColumn(
    "starts in block \(start + 1)", cost: cost, isInteger: true,
    entries: [(row: start, value: 1.0), (row: start + 1, value: 1.0)])
}

let outcome = try solve(program, options: IntegerOptions(seconds: 10))
for (column, value) in zip(program.columns, outcome.values ?? []) { print("\(column.name): \(Int(value.rounded()))") }
print("cost \(Int(outcome.objective.rounded())), \(outcome.status.rawValue)")

// The same program without whole numbers, kept in the solver so that it can change and be solved again.
var relaxed = try IncrementalProgram()
try relaxed.load(program)
let first = try relaxed.solve()
try relaxed.setRowBounds(1, lower: 6, upper: .infinity)
let second = try relaxed.solve()
print("one more in block 2 costs \(Int((second.objective - first.objective).rounded()))")

// What other solvers read.
print(program.lpText().split(separator: "\n").prefix(3).joined(separator: "\n"))
