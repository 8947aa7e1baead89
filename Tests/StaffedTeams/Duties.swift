internal import Simulation

/// People for the heads of a day: person i is there in every interval that asks for more than i heads. A stretch is one
/// duty, longer ones are cut into equal ones of at most eight hours.
func people(for heads: [Int], intervalSeconds: Double) -> [SimulatedAgent] {
  let longest = max(1, Int(8 * 3600 / intervalSeconds))
  return (0..<(heads.max() ?? 0)).map { person in
    var presences: [Presence] = []
    var from = 0
    while from < heads.count {
      guard heads[from] > person else {
        from += 1
        continue
      }
      let to = heads[from...].firstIndex { $0 <= person } ?? heads.count
      let pieces = (to - from + longest - 1) / longest
      for piece in 0..<pieces {
        let start = from + (to - from) * piece / pieces
        let end = from + (to - from) * (piece + 1) / pieces
        presences.append(
          Presence(
            start: Double(start) * intervalSeconds, end: Double(end) * intervalSeconds, queue: 0,
            duty: UInt64(presences.count)))
      }
      from = to
    }
    return SimulatedAgent(key: UInt64(person), skills: [0], presences: presences)
  }
}
