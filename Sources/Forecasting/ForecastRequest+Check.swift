import Calendars
import Tables
import Tickets
internal import Words

extension ForecastRequest {
  /// Refuses what no method can work with.
  func check() throws(Diagnostic) {
    let queue = "queue '\(history.queue)'"
    guard !history.starts.isEmpty else {
      throw Diagnostic(
        "forecast.empty-history", "\(queue) has no history",
        cure: "Import tickets or interval counts for it first.", kind: .missingInput)
    }
    guard (1...400).contains(days) else {
      throw Diagnostic(
        "forecast.horizon", "a forecast of \(days) days isn't possible; expected 1 to 400", cure: "Ask for fewer days.",
        kind: .usage)
    }
    let width = interval ?? history.interval
    guard width > 0, 1440 % width.rawValue == 0 else {
      throw Diagnostic(
        "forecast.interval", "an interval of \(Words.plain.minutesInFull(width)) doesn't divide a day",
        cure: "Use 5, 10, 15, 20, 30 or 60 minutes.", kind: .usage)
    }
    guard history.interval > 0, history.interval <= 1440, history.contacts.count == history.starts.count else {
      throw Diagnostic(
        "forecast.history-shape",
        "\(queue): the history has \(history.starts.count) intervals "
          + "of \(Words.plain.minutesInFull(history.interval)) and "
          + "\(history.contacts.count) counts",
        cure: "Import the history again.", kind: .internal)
    }
    if let weeks = maximumWeeks, !(1...5200).contains(weeks) {
      throw Diagnostic(
        "forecast.weeks", "looking back \(weeks) weeks isn't possible; expected 1 or more", cure: "Give more weeks.",
        kind: .usage)
    }
    for (row, count) in history.contacts.enumerated() {
      let isLater = row == 0 || history.starts[row - 1] < history.starts[row]
      guard count >= 0, count <= 1e12, isLater else {
        throw Diagnostic(
          "forecast.bad-history",
          isLater
            ? "\(queue): \(count) contacts at \(history.starts[row].utcText); expected 0 or more"
            : "\(queue): the interval at \(history.starts[row].utcText) stands after a later one or twice",
          cure: "Import the history again.")
      }
    }
  }
}
