internal import Calendars
internal import Searching
internal import Tables

/// The options of a search, shared by the commands that search.
enum SearchOptions {
  static let timeLimit = Option(
    "time-limit", .seconds, default: "60s, none with --iterations", "Time for search and bound together.")
  static let iterations = Option(
    "iterations", .integer(1...1_000_000_000),
    "Bound the search by its moves instead of the clock, so that every machine gives the same bytes.")
  static let seed = Option("seed", .seed, default: "1", "Seed of the random numbers.")
  static let threads = Option("threads", .integer(1...256), default: "2", "Threads that search and prove.")
  static let gap = Option(
    "gap", .share, default: "0", "Stop as soon as the rota is proven to be this close to the best possible.")

  static let all = [timeLimit.spec, iterations.spec, seed.spec, threads.spec, gap.spec]

  /// - Throws: `usage.conflict` when nothing would end the search in reasonable time.
  static func read(_ arguments: ParsedArguments) throws(Diagnostic) -> SearchLimits {
    let defaults = SearchLimits()
    let iterations = arguments[Self.iterations]
    let limit = arguments[timeLimit]
    if let limit, limit <= 0 {
      throw UsageError.conflict("a search of no time finds nothing", "Give '--time-limit' at least a second.")
    }
    return SearchLimits(
      timeLimit: limit ?? (iterations == nil ? defaults.timeLimit : nil), iterations: iterations,
      seed: arguments[seed] ?? defaults.seed, threads: arguments[threads] ?? defaults.threads,
      gap: arguments[gap] ?? defaults.gap)
  }
}

/// The options that say which weeks are meant, shared by the commands that look ahead.
enum HorizonOptions {
  static let week = Option(
    "week", .week, default: "the first after the history ends", "First ISO week, for example 2026-W49.")
  static let weeks = Option("weeks", .integer(1...26), default: "1", "Number of weeks.")

  static let all = [week.spec, weeks.spec]
}
