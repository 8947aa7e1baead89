public import Calendars
public import Searching

extension PlanSettings {
  /// The command that makes a plan again inside its project folder, with everything that was left to a default said.
  public static func command(week: ISOWeek, weeks: Int, options: SearchLimits) -> String {
    var words = ["rota", "plan", ".", "--week", week.description]
    if weeks != 1 { words += ["--weeks", "\(weeks)"] }
    if let iterations = options.iterations { words += ["--iterations", "\(iterations)"] }
    if let limit = options.timeLimit { words += ["--time-limit", "\(Int(limit.rounded(.up)))s"] }
    if options.gap > 0 { words += ["--gap", "\(options.gap)"] }
    words += ["--seed", "\(options.seed)"]
    if options.iterations == nil { words += ["--threads", "\(options.threads)"] }
    return words.joined(separator: " ")
  }
}
