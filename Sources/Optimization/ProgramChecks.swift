internal import GLPKBridge

// What GLPK would swallow or die of is refused here, in words.

func checkFinite(_ value: Double, _ what: @autoclosure () -> String) throws(SolverFailure) {
  guard value.isFinite else { throw .notFinite("\(what()) is \(value)") }
}

func checkBounds(_ lower: Double, _ upper: Double, _ what: @autoclosure () -> String) throws(SolverFailure) {
  guard !lower.isNaN, !upper.isNaN, lower < .infinity, upper > -.infinity else {
    throw .notFinite("\(what()) has bounds \(lower)…\(upper)")
  }
  guard lower <= upper else { throw .crossedBounds("\(what()) has bounds \(lower)…\(upper)") }
}

func checkIndex(_ index: Int, below count: Int, _ what: @autoclosure () -> String) throws(SolverFailure) {
  guard index >= 0, index < count else { throw .outOfRange("\(what()) \(index) of \(count)") }
}

/// Turns the bridge's answer into an error.
func succeed(_ code: Int32) throws(SolverFailure) {
  switch code {
  case Int32(ROTA_OK): return
  case Int32(ROTA_FATAL): throw .fatal(lastText())
  case Int32(ROTA_LOST): throw .lost
  case Int32(ROTA_WRONG_THREAD): throw .wrongThread
  case Int32(ROTA_NO_MEMORY): throw .fatal("no memory")
  case Int32(ROTA_DUPLICATE): throw .outOfRange("the same row twice in a column, or column twice in a row")
  case Int32(ROTA_REFUSED): throw .fatal(lastText())
  default: throw .unexpected(code: Int(code), status: 0)
  }
}

private func lastText() -> String {
  var text = String(cString: rota_last_text())
  while text.last?.isWhitespace == true { text.removeLast() }
  return text
}

/// Milliseconds for GLPK: at least 1, `Int32.max` without a limit.
func milliseconds(_ seconds: Double?) -> Int32 {
  guard let seconds, seconds * 1000 < Double(Int32.max) else { return Int32.max }
  return max(1, Int32((seconds * 1000).rounded(.up)))
}
