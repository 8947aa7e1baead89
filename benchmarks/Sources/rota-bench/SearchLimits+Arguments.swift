internal import Searching

extension SearchLimits {
  /// `--seconds S` (60 by default), or `--iterations N`; `--seed N`, `--threads N` (2 by default), `--gap G`.
  init(_ arguments: inout Arguments) throws {
    let seconds = try arguments.number("seconds", default: 60)
    let count = try arguments.integer("iterations", default: .max)
    let iterations = count == .max ? nil : count
    self.init(
      timeLimit: iterations == nil ? seconds : nil, iterations: iterations,
      seed: UInt64(try arguments.integer("seed", default: 1)), threads: try arguments.integer("threads", default: 2),
      gap: try arguments.number("gap", default: 0))
  }
}
