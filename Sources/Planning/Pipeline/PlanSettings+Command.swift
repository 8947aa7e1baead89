public import Calendars
public import Searching

extension PlanSettings {
  /// The command that makes a plan again inside its project folder, with everything that was left to a default said.
  public static func command(week: ISOWeek, weeks: Int, options: SearchLimits) -> String {
    var words = ["rota", "plan", ".", "--week", week.description]
    if weeks != 1 { words += ["--weeks", "\(weeks)"] }
    if let iterations = options.iterations { words += ["--iterations", "\(iterations)"] }
    if let limit = options.timeLimit { words += ["--time-limit", timeLimit(limit)] }
    if options.gap > 0 { words += ["--gap", "\(options.gap)"] }
    words += ["--seed", "\(options.seed)"]
    if options.iterations == nil { words += ["--threads", "\(options.threads)"] }
    return words.joined(separator: " ")
  }

  /// `20s`, or `1500ms` where it is no whole number of seconds; at most thirty years.
  public static func timeLimit(_ seconds: Double) -> String {
    let thousandths = max(1, Int((min(seconds, 1e9) * 1000).rounded()))
    return thousandths.isMultiple(of: 1000) ? "\(thousandths / 1000)s" : "\(thousandths)ms"
  }
}
