internal import GLPKBridge

/// Translates a GNU MathProg model, with its data file when it has one, into a program. What stands after `solve;` in
/// the model is not run.
///
/// Only for the models that ship with the project: MathProg is code, and a model can read and write any file.
/// - Throws: `fatal` with the translator's words, which name file and line.
public func translate(model: String, data: String?) throws(SolverFailure) -> LinearProgram {
  var made: OpaquePointer?
  try succeed(rota_translate(&made, model, data))
  return try program(takenFrom: made)
}

/// File formats that GLPK reads; the witness for the exporters.
enum ProgramFormat: Int32 {
  case freeMPS = 1
  case cplexLP = 2
}

/// Reads a program that was written to `path`.
func readProgram(_ format: ProgramFormat, path: String) throws(SolverFailure) -> LinearProgram {
  var made: OpaquePointer?
  try succeed(rota_read_file(&made, format.rawValue, path))
  return try program(takenFrom: made)
}

/// Copies everything out of GLPK and frees it there.
private func program(takenFrom handle: OpaquePointer?) throws(SolverFailure) -> LinearProgram {
  guard let handle else { throw .fatal("no program was made") }
  defer { rota_delete(handle) }
  var shape = rota_shape()
  try succeed(rota_read_shape(handle, &shape))
  var result = LinearProgram()
  result.constant = shape.constant
  result.maximises = shape.maximise != 0
  for row in 0..<shape.rows {
    var lower = 0.0
    var upper = 0.0
    var name: UnsafePointer<CChar>?
    try succeed(rota_read_row(handle, row, &lower, &upper, &name))
    result.addRow(name.map { String(cString: $0) } ?? "", lower: lower, upper: upper)
  }
  var rows = [Int32](repeating: 0, count: Int(shape.rows) + 1)
  var values = [Double](repeating: 0, count: Int(shape.rows) + 1)
  for column in 0..<shape.columns {
    var cost = 0.0
    var lower = 0.0
    var upper = 0.0
    var integer: Int32 = 0
    var entries: Int32 = 0
    var name: UnsafePointer<CChar>?
    try succeed(
      rota_read_column(handle, column, &cost, &lower, &upper, &integer, &name, &entries, &rows, &values))
    let order = (0..<Int(entries)).sorted { rows[$0] < rows[$1] }
    result.addColumn(
      name.map { String(cString: $0) } ?? "", cost: cost, lower: lower, upper: upper, isInteger: integer != 0,
      entries: order.map { (Int(rows[$0]), values[$0]) })
  }
  return result
}
