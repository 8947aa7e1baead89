internal import Calendars
internal import Tickets

extension IntervalHistory {
  /// Standard deviation of handle times relative to their mean, from how the means of neighbouring intervals differ: the
  /// history keeps no single times, but the mean of n of them scatters by σ²/n. Neighbours, so that the course of the
  /// day and the weeks is not taken for chance.
  ///
  /// - Returns: 0.2…2; nil where fewer than 30 pairs of neighbours have handle times.
  var handleTimeVariation: Double? {
    var sum = 0.0
    var pairs = 0
    var previous: (start: Int, count: Double, mean: Double)?
    for row in starts.indices {
      guard timedContacts[row] >= 1, handleSeconds[row] > 0 else {
        previous = nil
        continue
      }
      let mean = handleSeconds[row] / timedContacts[row]
      if let before = previous, starts[row].rawValue - before.start == interval.seconds {
        let difference = mean - before.mean
        sum += difference * difference / (1 / timedContacts[row] + 1 / before.count)
        pairs += 1
      }
      previous = (starts[row].rawValue, timedContacts[row], mean)
    }
    let count = timedContacts.reduce(0, +)
    guard pairs >= 30, count > 0 else { return nil }
    let mean = handleSeconds.reduce(0, +) / count
    return min(2, max(0.2, (sum / Double(pairs)).squareRoot() / mean))
  }
}
