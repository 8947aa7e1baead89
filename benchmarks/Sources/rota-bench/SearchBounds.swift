/// What bounds a search: a time, or a number of iterations instead, and the seed.
struct SearchBounds {
  var seconds: Double?
  var iterations: Int?
  var seed: UInt64 = 1

  init(seconds: Double? = nil, iterations: Int? = nil) {
    self.seconds = seconds
    self.iterations = iterations
  }

  /// `--seconds S` (60 by default), or `--iterations N`; `--seed N`.
  init(_ arguments: inout Arguments) throws {
    let limit = try arguments.number("seconds", default: 60)
    let count = try arguments.integer("iterations", default: .max)
    iterations = count == .max ? nil : count
    seconds = iterations == nil ? limit : nil
    seed = UInt64(try arguments.integer("seed", default: 1))
  }
}
