internal import Calendars
internal import Searching

/// Contacts by half-hour and queue, as telephone systems report them: `ts_local,queue,calls,handle_s`.
enum CountExport {
  /// A queue's shape with the mean handle time in seconds of its contacts.
  struct Queue {
    var id: String
    var shape: DemandShape
    var handleTime: Double
  }

  static func text(_ queues: [Queue], first: CivilDate, days: Int, seed: UInt64) -> String {
    var text = "ts_local,queue,calls,handle_s\n"
    for (index, queue) in queues.enumerated() {
      var random = SeededGenerator(seed: seed, stream: UInt64(index))
      for day in 0..<days {
        let date = first.adding(days: day)
        let counts = queue.shape.contacts(on: date, since: first, using: &random)
        guard queue.shape.weekdays[date.weekday.index] > 0 else { continue }
        for half in (queue.shape.opens * 2)..<(queue.shape.closes * 2) {
          let calls = counts[half * 2] + counts[half * 2 + 1]
          // Handle times are longer late in the day, and the mean of few contacts scatters more.
          let drift = 0.96 + 0.08 * Double(half) / 47
          let scatter = calls > 0 ? 0.35 * random.normal() / Double(calls).squareRoot() : 0
          let handle = max(30, queue.handleTime * (drift + scatter))
          let minute = half % 2 == 0 ? "00" : "30"
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          text += "\(date) \(hour):\(minute),\(queue.id),\(calls),\(calls > 0 ? "\(Int(handle.rounded()))" : "")\n"
        }
      }
    }
    return text
  }
}
